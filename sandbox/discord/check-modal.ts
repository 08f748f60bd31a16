import { checkSelect, checkUniqueIds } from './check-message'
import { isSelect, walk } from './components'
import { FormErrors, type Path } from './errors'
import { componentType } from './protocol'
import type { Component, Modal } from './types'

/**
 * The documented limits of forms that the published schema leaves out. Throws 50035 naming the fields.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
 */
export function checkModal(modal: Modal): void {
  const errors = new FormErrors()
  // The schema allows 40 components; the documentation says 1 to 5.
  if (modal.components.length > 5)
    errors.add(['data', 'components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')
  for (const [index, component] of modal.components.entries())
    checkTop(component, ['data', 'components', index], errors)
  walk(modal.components, (component, path) => checkInput(component, ['data', ...path], errors))
  checkUniqueIds(modal.components, ['data'], errors)
  errors.throwIfAny()
}

/** https://docs.discord.com/developers/components/reference#text-input */
function checkTop(component: Component, at: Path, errors: FormErrors): void {
  if (component.type === componentType.actionRow) {
    const [input, ...more] = component.components ?? []
    if (more.length > 0) errors.add([...at, 'components'], 'BASE_TYPE_BAD_LENGTH', 'Must be 1 in length.')
    if (!input?.label)
      errors.add([...at, 'components', 0, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required')
  }
  if (component.type === componentType.label && component.component?.label)
    errors.add(
      [...at, 'component', 'label'],
      'BASE_TYPE_FORBIDDEN',
      'The label belongs to the Label component.',
    )
}

function checkInput(component: Component, at: Path, errors: FormErrors): void {
  const isChoice = isSelect(component) || component.type === componentType.checkboxGroup
  if (isSelect(component)) checkSelect(component, at, errors)
  // "Using `disabled` in a modal will result in an error." https://docs.discord.com/developers/components/reference#string-select
  if (component.disabled) errors.add([...at, 'disabled'], 'BASE_TYPE_FORBIDDEN', 'Not available in modals.')
  if (
    (isChoice || component.type === componentType.fileUpload) &&
    component.required !== false &&
    component.min_values === 0
  )
    errors.add(
      [...at, 'min_values'],
      'BASE_TYPE_BAD_LENGTH',
      'Must be at least 1 when the component is required.',
    )
  if (
    component.type === componentType.fileUpload &&
    (component.min_values ?? 1) > (component.max_values ?? 1)
  )
    errors.add(
      [...at, 'min_values'],
      'BASE_TYPE_BAD_LENGTH',
      'min_values must not be greater than max_values.',
    )
  if (
    component.type === componentType.radioGroup &&
    (component.options ?? []).filter((option) => option.default).length > 1
  )
    errors.add(
      [...at, 'options'],
      'SELECT_COMPONENT_TOO_MANY_DEFAULTS',
      'Only one option can be the default.',
    )
  if (component.type === componentType.textInput) checkLengths(component, at, errors)
}

function checkLengths(input: Component, at: Path, errors: FormErrors): void {
  const { min_length: least, max_length: most, value } = input
  if (least != null && most != null && least > most)
    errors.add(
      [...at, 'min_length'],
      'BASE_TYPE_BAD_LENGTH',
      'min_length must not be greater than max_length.',
    )
  if (value && most != null && value.length > most)
    errors.add([...at, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)
}
