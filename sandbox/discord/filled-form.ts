import type { ChosenFile } from '../driver'
import { attach } from './attach'
import { flatten, numberComponents } from './components'
import type { OpenForm } from './context'
import { initialValue, inputOf } from './form'
import { componentType } from './protocol'
import { resolveIds } from './resolved'
import { choicesOf } from './seen'
import type { Reader } from './text'
import type { Component, Json } from './types'

const { textInput, stringSelect, fileUpload, radioGroup, checkboxGroup, checkbox } = componentType

/** By field id. */
export interface Filled {
  values: Record<string, string | string[]>
  files: Record<string, ChosenFile[]>
}

type Label = string | null | undefined

/**
 * What the client sends for a filled form; fields that are not named keep the value they were shown with.
 * Throws an Error where the client would not send: a required field is empty, a text too long, a choice unknown.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure
 */
export function submittedData(form: OpenForm, filled: Filled, reader: Reader): Json {
  const tops = numberComponents(form.modal.components)
  const known = new Set(flatten(tops).map((component) => component.custom_id))
  const stray = Object.keys({ ...filled.values, ...filled.files }).find((id) => !known.has(id))
  if (stray !== undefined) throw new Error(`the form has no field ${stray}`)
  for (const top of tops) checkField(top, filled, reader)
  const chosen: string[] = []
  const components = tops.map((top): Json => {
    const input = inputOf(top)
    if (!input) return { type: top.type, id: top.id }
    const given = [...valuesOf(input, filled), ...uploadsOf(input, filled, form, reader)]
    if (input.type !== stringSelect && input.type !== textInput) chosen.push(...given)
    const answer = { type: input.type, id: input.id, custom_id: input.custom_id, ...answerOf(input, given) }
    return top.component
      ? { type: top.type, id: top.id, component: answer }
      : { type: top.type, id: top.id, components: [answer] }
  })
  return { custom_id: form.modal.custom_id, components, ...resolveIds(reader.context, chosen, form.guildId) }
}

function answerOf(input: Component, given: string[]): Json {
  if (input.type === textInput) return { value: given.join('\n') }
  if (input.type === radioGroup) return { value: given[0] ?? null }
  if (input.type === checkbox) return { value: given[0] === 'true' }
  return { values: given }
}

function valuesOf(input: Component, { values }: Filled): string[] {
  const given = [values[input.custom_id ?? ''] ?? initialValue(input) ?? []]
  return given.flat().filter((value) => value !== '')
}

/** "IDs of the uploaded files found in the resolved data." https://docs.discord.com/developers/components/reference#file-upload */
function uploadsOf(input: Component, { files }: Filled, form: OpenForm, { context }: Reader): string[] {
  const chosen = files[input.custom_id ?? ''] ?? []
  return attach(context, form.channelId, chosen, input.file_types).map(({ id }) => id)
}

function checkField(top: Component, filled: Filled, reader: Reader): void {
  const input = inputOf(top)
  if (!input) return
  const label = top.label ?? input.label ?? input.custom_id
  const given = valuesOf(input, filled)
  const files = filled.files[input.custom_id ?? ''] ?? []
  if (files.length > 0 && input.type !== fileUpload) throw new Error(`the field ${label} takes no files`)
  const count = given.length + files.length
  if (count === 0) {
    const isRequired = input.type !== checkbox && input.required !== false
    if (isRequired) throw new Error(`the field ${label} is required`)
    return
  }
  if (input.type === textInput) checkLength(label, input, given.join('\n'))
  else if (input.type === fileUpload) checkCount(label, input, count, 1)
  else if (input.type !== checkbox) checkChoices(label, input, given, reader)
}

function checkLength(label: Label, input: Component, { length }: string): void {
  const fits = length >= (input.min_length ?? 0) && length <= (input.max_length ?? 4_000)
  if (!fits) throw new Error(`the field ${label} is too short or too long: ${length} characters`)
}

function checkChoices(label: Label, input: Component, given: string[], reader: Reader): void {
  const offered = choicesOf(input, reader).map((option) => option.value)
  const unknown = given.find((value) => !offered.includes(value))
  if (unknown !== undefined) throw new Error(`the field ${label} does not offer ${unknown}`)
  checkCount(label, input, given.length, input.type === checkboxGroup ? offered.length : 1)
}

/** Both counts are 1 unless the form says otherwise. */
function checkCount(label: Label, input: Component, count: number, usualMost: number): void {
  const [least, most] = [input.min_values ?? 1, input.max_values ?? usualMost]
  if (count > most) throw new Error(`the field ${label} takes at most ${most}`)
  if (count < least) throw new Error(`the field ${label} takes at least ${least}`)
}
