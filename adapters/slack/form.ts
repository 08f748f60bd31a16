import type { types, ViewOutput } from '@slack/bolt'
import type { Choice, Field, Form, FormValues, Reader } from '../../src/chat'
import { contextBlock, plain, textBlocks } from './card'
import { renderText } from './text'

type InputElement = types.InputBlock['element']

/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
const mostCheckboxes = 10

/**
 * The modal of a form. A field is the block of its name, so that errors and values find it; `metadata` comes back
 * with the submission. `errors` are written above the fields, for when Slack can no longer show them at the fields.
 */
export function renderForm(
  form: Form,
  reader: Reader,
  metadata: string,
  errors: Readonly<Record<string, string>> = {},
): types.ModalView {
  const complaints = form.fields.flatMap((field) => {
    const error = errors[field.name]
    return error ? textBlocks(`⚠️ ${renderText([{ bold: field.label }, ` – ${error}`], reader)}`) : []
  })
  return {
    type: 'modal',
    callback_id: form.submit,
    private_metadata: metadata,
    title: plain(form.title),
    submit: plain(form.submitLabel),
    close: plain('Cancel'),
    blocks: [
      ...complaints,
      ...(form.text ? textBlocks(renderText(form.text, reader)) : []),
      ...form.fields.map(inputBlock),
    ],
  }
}

/** A modal that only says something: shown while work goes on, and after it. */
export function noticeView(title: string, words: string): types.ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [contextBlock(words)] }
}

function inputBlock(field: Field): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label),
    optional: !field.required,
    element: inputElement(field),
    ...(field.hint && { hint: plain(field.hint) }),
  }
}

function inputElement(field: Field): InputElement {
  const action_id = 'value'
  switch (field.kind) {
    case 'text':
    case 'long':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.kind === 'long',
        max_length: field.maxLength,
        ...(field.value && { initial_value: field.value }),
        ...(field.placeholder && { placeholder: plain(field.placeholder) }),
      }
    case 'choice': {
      const chosen = field.choices.find((choice) => choice.value === field.value)
      const initial = chosen && { initial_option: option(chosen) }
      return { type: 'static_select', action_id, options: field.choices.map(option), ...initial }
    }
    case 'toggles': {
      const on = field.choices.filter((choice) => field.value?.includes(choice.value)).map(option)
      const initial = on.length > 0 && { initial_options: on }
      const type = field.choices.length <= mostCheckboxes ? 'checkboxes' : 'multi_static_select'
      return { type, action_id, options: field.choices.map(option), ...initial }
    }
    case 'search': {
      const initial = field.value && { initial_option: option(field.value) }
      return { type: 'external_select', action_id: field.search, min_query_length: 0, ...initial }
    }
    case 'file':
      return { type: 'file_input', action_id, max_files: field.max, filetypes: [...field.extensions] }
    case 'people': {
      const initial = field.value?.length && { initial_users: [...field.value] }
      return { type: 'multi_users_select', action_id, max_selected_items: field.max, ...initial }
    }
  }
}

export const option = (choice: Choice) => ({ text: plain(choice.label), value: choice.value })

/** What was filled in, by field name; an empty field is absent. */
export function readValues(state: ViewOutput['state']): FormValues {
  const values: Record<string, string | readonly string[]> = {}
  for (const [name, actions] of Object.entries(state.values)) {
    const [entered] = Object.values(actions)
    const value =
      entered?.value ??
      entered?.selected_option?.value ??
      entered?.selected_users ??
      entered?.selected_options?.map((each) => each.value) ??
      entered?.files?.map((file) => file.id)
    if (value?.length) values[name] = value
  }
  return values
}

/** The files of all its fields. */
export const readFiles = (state: ViewOutput['state']) =>
  Object.values(state.values).flatMap((actions) =>
    Object.values(actions).flatMap((entered) => entered.files ?? []),
  )
