import type { SeenField, SeenForm } from '../driver'
import type { InputBlock } from './blocks/blocks'
import type { Json } from './json'
import { optionsOf, readBlocks } from './read-blocks'
import type { View, Workspace } from './state'

export function readForm(workspace: Workspace, view: View, raw: unknown): SeenForm {
  return {
    id: view.id,
    title: textIn(view.source.title),
    submit: textIn(view.source.submit),
    fields: inputsOf(view).map((input) => readField(workspace, view, input)),
    raw,
  }
}

/** What the form says besides its fields. */
export const readFormText = (workspace: Workspace, view: View): string =>
  readBlocks(workspace, view.source.blocks).text

export const inputsOf = (view: View): InputBlock[] =>
  view.source.blocks.filter((block) => block.type === 'input')

function readField(workspace: Workspace, view: View, input: InputBlock): SeenField {
  const { element } = input
  const value = readValue(view.values[input.block_id]?.[element.action_id] ?? {})
  const options = optionsOf(workspace, element)
  const error = view.errors[input.block_id]
  return {
    id: input.block_id,
    label: input.label.text,
    kind: kindOf(element),
    required: !input.optional,
    ...(input.hint ? { hint: input.hint.text } : {}),
    ...(value === undefined ? {} : { value }),
    ...(options ? { options } : {}),
    ...(error === undefined ? {} : { error }),
  }
}

function kindOf(element: InputBlock['element']): SeenField['kind'] {
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return 'choice'
    case 'multi_static_select':
    case 'checkboxes':
      return 'choices'
    case 'external_select':
    case 'multi_external_select':
      return 'search'
    case 'users_select':
    case 'multi_users_select':
      return 'people'
    case 'file_input':
      return 'file'
    case 'plain_text_input':
      return element.multiline ? 'long' : 'text'
    default:
      return 'text'
  }
}

/** One entry of `state.values` as its bare value or values; undefined while it is empty. */
export function readValue(entry: Json): string | string[] | undefined {
  const one = (entry.selected_option as { value: string } | null | undefined)?.value
  const several = (entry.selected_options as { value: string }[] | undefined)?.map((each) => each.value)
  const users = entry.selected_users as string[] | undefined
  const plain = (entry.value ?? entry.selected_user ?? entry.selected_date) as string | null | undefined
  const files = (entry.files as { name: string }[] | undefined)?.map((each) => each.name)
  const value = one ?? plain ?? [several, users, files].find((list) => list?.length)
  return value === null || value === '' ? undefined : value
}

const textIn = (source: unknown) => (source as { text: string } | undefined)?.text ?? ''
