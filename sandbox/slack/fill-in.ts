import type { ChosenFile } from '../driver'
import type { InputBlock } from './blocks/blocks'
import { problemWithFiles } from './choose-files'
import { fileObject, keepFile } from './files'
import { inputsOf, readValue } from './forms'
import type { Actor } from './interactions'
import type { Json } from './json'
import { offered } from './press'
import type { View } from './state'
import { chooseSuggested } from './suggestions'

function fieldOf(view: View, id: string): InputBlock {
  const input = inputsOf(view).find((each) => each.block_id === id || each.element.action_id === id)
  if (!input) throw new Error(`the form has no field ${id}`)
  return input
}

function enter(view: View, { block_id, element }: InputBlock, entry: Json): void {
  view.values[block_id] = { [element.action_id]: { type: element.type, ...entry } }
}

/** Enters a value as a person would: what the field does not offer is an error of the test. */
export async function fillIn(actor: Actor, view: View, id: string, value: string | string[]): Promise<void> {
  const input = fieldOf(view, id)
  enter(view, input, await entryFor(actor, view, input.element, [value].flat()))
}

/** Uploads the chosen files into the field; they are shared nowhere, and go to the app with the form. */
export function chooseFiles(actor: Actor, view: View, id: string, chosen: ChosenFile[]): void {
  const { slack, workspace, user } = actor
  const input = fieldOf(view, id)
  if (input.element.type !== 'file_input') throw new Error(`the field ${id} takes no files`)
  const problem = problemWithFiles(input.element, chosen)
  if (problem !== undefined) {
    view.errors[input.block_id] = problem
    return
  }
  const kept = chosen.map(({ name, bytes, mediaType }) =>
    keepFile(slack, workspace, { name, bytes, mediaType, user: user.id }),
  )
  enter(view, input, { files: kept.map(fileObject) })
}

async function entryFor(
  actor: Actor,
  view: View,
  element: InputBlock['element'],
  values: string[],
): Promise<Json> {
  const [first = ''] = values
  const suggested = (value: string) => chooseSuggested(actor, { view }, element.action_id, value)
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: first === '' ? null : offered(element, first) }
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: values.map((value) => offered(element, value)) }
    case 'external_select':
      return { selected_option: first === '' ? null : await suggested(first) }
    case 'multi_external_select':
      return { selected_options: await Promise.all(values.map(suggested)) }
    case 'users_select':
      return { selected_user: first === '' ? null : first }
    case 'multi_users_select':
      return { selected_users: values }
    case 'datepicker':
      return { selected_date: first === '' ? null : first }
    case 'file_input':
      throw new Error(`the field ${element.action_id} takes files, not text`)
    default:
      return { value: first === '' ? null : first }
  }
}

/** What Slack's own client refuses to send; the reason is shown at the field. */
export function refuseUnfinished(view: View): void {
  for (const input of inputsOf(view)) {
    const entry = view.values[input.block_id]?.[input.element.action_id] ?? {}
    const problem = problemWith(input, entry)
    if (problem !== undefined) view.errors[input.block_id] ??= problem
  }
}

function problemWith(input: InputBlock, entry: Json): string | undefined {
  const { element } = input
  const value = readValue(entry)
  if (value === undefined) return input.optional ? undefined : 'Please complete this required field.'
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value))) {
    return 'Please enter a valid email address.'
  }
  if (element.type !== 'plain_text_input') return undefined
  // https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
  const { min_length = 0, max_length = 3_000 } = element
  if (value.length < min_length) return `Please enter at least ${min_length} characters.`
  if (value.length > max_length) return `Please enter at most ${max_length} characters.`
  return undefined
}
