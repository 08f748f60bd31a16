import type { SeenField, SeenForm } from '../driver'
import type { OpenForm } from './context'
import { componentType } from './protocol'
import { choicesOf } from './seen'
import { type Reader, readable } from './text'
import type { Component } from './types'

const { textInput, userSelect, fileUpload, checkboxGroup, checkbox } = componentType
const paragraphStyle = 2

/** The open form as a person sees it; Discord's button always says Submit. */
export function seenForm(form: OpenForm, reader: Reader): SeenForm {
  const fields = form.modal.components.flatMap((top) => fieldOf(top, reader) ?? [])
  return { id: form.modal.custom_id, title: form.modal.title, submit: 'Submit', fields, raw: form.modal }
}

/** The input of a Label, or of the older action row; text displays have none. */
export const inputOf = (top: Component): Component | undefined => top.component ?? top.components?.[0]

function fieldOf(top: Component, reader: Reader): SeenField | undefined {
  const input = inputOf(top)
  if (!input) return undefined
  const hint = top.description ?? input.placeholder
  const value = initialValue(input)
  return {
    id: input.custom_id ?? '',
    label: readable(top.label ?? input.label ?? '', reader),
    kind: kindOf(input),
    required: input.type !== checkbox && input.required !== false,
    ...(hint && { hint }),
    ...(value !== undefined && { value }),
    ...(input.type === checkbox && { options: [{ value: 'true', label: top.label ?? '' }] }),
    ...(input.type !== textInput &&
      input.type !== fileUpload &&
      input.type !== checkbox && {
        options: choicesOf(input, reader),
      }),
  }
}

function kindOf(input: Component): SeenField['kind'] {
  if (input.type === textInput) return input.style === paragraphStyle ? 'long' : 'text'
  if (input.type === fileUpload) return 'file'
  if (input.type === userSelect) return 'people'
  const isMany = input.type === checkboxGroup || input.type === checkbox || (input.max_values ?? 1) > 1
  return isMany ? 'choices' : 'choice'
}

export function initialValue(input: Component): string | string[] | undefined {
  if (input.type === textInput) return input.value ?? undefined
  if (input.type === checkbox) return input.default ? ['true'] : undefined
  const chosen = [
    ...(input.options ?? []).filter((option) => option.default).map((option) => option.value),
    ...(input.default_values ?? []).map((value) => value.id),
  ]
  if (chosen.length === 0) return undefined
  return kindOf(input) === 'choice' ? chosen[0] : chosen
}
