import type { SeenField, SeenForm } from '../driver'
import { flatten, numberComponents } from './components'
import type { Context, OpenForm } from './context'
import { componentType } from './protocol'
import { resolveIds } from './resolved'
import { choicesOf } from './seen'
import { type Reader, readable } from './text'
import type { Component, Json } from './types'

type Values = Record<string, string | string[]>

const { textInput, stringSelect, userSelect, fileUpload, radioGroup, checkboxGroup, checkbox } = componentType
const paragraphStyle = 2

/** The open form as a person sees it; Discord's button always says Submit. */
export function seenForm(form: OpenForm, reader: Reader): SeenForm {
  const fields = form.modal.components.flatMap((top) => fieldOf(top, reader) ?? [])
  return { id: form.modal.custom_id, title: form.modal.title, submit: 'Submit', fields, raw: form.modal }
}

/** The input of a Label, or of the older action row; text displays have none. */
const inputOf = (top: Component): Component | undefined => top.component ?? top.components?.[0]

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

function initialValue(input: Component): string | string[] | undefined {
  if (input.type === textInput) return input.value ?? undefined
  if (input.type === checkbox) return input.default ? ['true'] : undefined
  const chosen = [
    ...(input.options ?? []).filter((option) => option.default).map((option) => option.value),
    ...(input.default_values ?? []).map((value) => value.id),
  ]
  if (chosen.length === 0) return undefined
  return kindOf(input) === 'choice' ? chosen[0] : chosen
}

/**
 * What the client sends for a filled form; fields that are not named keep the value they were shown with.
 * Throws an Error where the client would not send: a required field is empty, a text too long, a choice unknown.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure
 */
export function submittedData(context: Context, form: OpenForm, values: Values, reader: Reader): Json {
  const tops = numberComponents(form.modal.components)
  const known = new Set(flatten(tops).map((component) => component.custom_id))
  const stray = Object.keys(values).find((id) => !known.has(id))
  if (stray !== undefined) throw new Error(`the form has no field ${stray}`)
  const chosen: string[] = []
  const components = tops.map((top): Json => {
    const input = inputOf(top)
    if (!input) return { type: top.type, id: top.id }
    const given = [values[input.custom_id ?? ''] ?? initialValue(input) ?? []]
      .flat()
      .filter((value) => value !== '')
    checkGiven(top, input, given, reader)
    if (input.type !== stringSelect && input.type !== textInput) chosen.push(...given)
    const answer = { type: input.type, id: input.id, custom_id: input.custom_id, ...answerOf(input, given) }
    return top.component
      ? { type: top.type, id: top.id, component: answer }
      : { type: top.type, id: top.id, components: [answer] }
  })
  return { custom_id: form.modal.custom_id, components, ...resolveIds(context, chosen, form.guildId) }
}

function answerOf(input: Component, given: string[]): Json {
  if (input.type === textInput) return { value: given.join('\n') }
  if (input.type === radioGroup) return { value: given[0] ?? null }
  if (input.type === checkbox) return { value: given[0] === 'true' }
  return { values: given }
}

function checkGiven(top: Component, input: Component, given: string[], reader: Reader): void {
  const label = top.label ?? input.label ?? input.custom_id
  const isRequired = input.type !== checkbox && input.required !== false
  if (given.length === 0) {
    if (isRequired) throw new Error(`the field ${label} is required`)
    return
  }
  if (input.type === textInput) {
    const { length } = given.join('\n')
    const fits = length >= (input.min_length ?? 0) && length <= (input.max_length ?? 4_000)
    if (!fits) throw new Error(`the field ${label} is too short or too long: ${length} characters`)
    return
  }
  if (input.type === checkbox || input.type === fileUpload) return
  const offered = choicesOf(input, reader).map((option) => option.value)
  const unknown = given.find((value) => !offered.includes(value))
  if (unknown !== undefined) throw new Error(`the field ${label} does not offer ${unknown}`)
  const most = input.max_values ?? (input.type === checkboxGroup ? offered.length : 1)
  if (given.length > most) throw new Error(`the field ${label} takes at most ${most}`)
}
