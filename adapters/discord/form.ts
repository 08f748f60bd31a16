import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmissionComponent,
  type APITextDisplayComponent,
  ComponentType,
  type ModalSubmitComponent,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import {
  type Choice,
  type Field,
  type Form,
  type FormValues,
  LIMITS,
  plainText,
  type Reader,
  ViewTooLarge,
} from '../../src/chat'
import { fileTypes } from './files'
import { discordText } from './text'

type Input = APILabelComponent['component']
type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>

/** Paragraphs and labelled inputs together. */
const mostParts = 5
/** https://docs.discord.com/developers/components/reference#checkbox-group */
const mostCheckboxes = 10
/** What somebody types to name one thing. */
const searchLength = 100
/** Ends the id of a select whose values stay a list. */
const listMark = '[]'

/**
 * A form as a modal; Discord words the submit button itself. A modal has five places, so beside five fields the
 * paragraph becomes part of the first one's description.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
 * @throws ViewTooLarge when it does not fit there
 */
export function formModal(form: Form, reader: Reader): APIModalInteractionResponseCallbackData {
  const { submit, title, text, fields } = form
  const shown = { custom_id: submit, title }
  if (!text) return { ...shown, components: fields.map(label) }
  const paragraph: APITextDisplayComponent = { type: ComponentType.TextDisplay, content: discordText(text) }
  if (fields.length < mostParts) return { ...shown, components: [paragraph, ...fields.map(label)] }
  const [first, ...others] = fields.map(label)
  return { ...shown, components: [...(first ? [introduced(first, plainText(text, reader))] : []), ...others] }
}

function introduced(first: APILabelComponent, words: string): APILabelComponent {
  const description = first.description ? `${words} · ${first.description}` : words
  if (description.length > LIMITS.fieldHint)
    throw new ViewTooLarge('text of a form with five fields', description.length, LIMITS.fieldHint)
  return { ...first, description }
}

function label(field: Field): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: field.label,
    ...(field.hint && { description: field.hint }),
    component: input(field),
  }
}

function input(field: Field): Input {
  switch (field.kind) {
    case 'text':
      return textInput(field, TextInputStyle.Short)
    case 'long':
      return textInput(field, TextInputStyle.Paragraph)
    case 'search':
      // A modal has no select that asks us for options: the name is typed and resolved on submit.
      return textInput(
        { ...field, kind: 'text', maxLength: searchLength, value: field.value?.label ?? '' },
        TextInputStyle.Short,
      )
    case 'choice':
      return stringSelect(field, field.value === undefined ? [] : [field.value], amount(field, 1))
    case 'toggles':
      return toggles(field)
    case 'people':
      return peopleSelect(field)
    case 'file':
      return { type: ComponentType.FileUpload, ...amount(field, field.max), ...fileTypes(field.extensions) }
  }
}

function textInput(field: FieldOf<'text' | 'long'>, style: TextInputStyle): Input {
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style,
    max_length: field.maxLength,
    required: field.required ?? false,
    ...(field.value && { value: field.value }),
    ...(field.placeholder && { placeholder: field.placeholder }),
  }
}

function toggles(field: FieldOf<'toggles'>): Input {
  const chosen = field.value ?? []
  const most = field.choices.length
  if (most > mostCheckboxes)
    return stringSelect(field, chosen, { ...amount(field, most), custom_id: field.name + listMark })
  return {
    type: ComponentType.CheckboxGroup,
    ...amount(field, most),
    options: options(field.choices, chosen),
  }
}

function stringSelect(
  { choices }: FieldOf<'choice' | 'toggles'>,
  chosen: readonly string[],
  asked: ReturnType<typeof amount>,
): Input {
  return { type: ComponentType.StringSelect, ...asked, options: options(choices, chosen) }
}

function peopleSelect(field: FieldOf<'people'>): Input {
  return {
    type: ComponentType.UserSelect,
    ...amount(field, field.max),
    ...(field.value?.length && {
      default_values: field.value.map((id) => ({ id, type: SelectMenuDefaultValueType.User })),
    }),
  }
}

/** Discord takes every input as required unless told otherwise. */
function amount(field: Field, most: number) {
  const required = field.required ?? false
  return { custom_id: field.name, required, min_values: required ? 1 : 0, max_values: most }
}

function options(choices: readonly Choice[], chosen: readonly string[]) {
  return choices.map((choice) => ({
    label: choice.label,
    value: choice.value,
    ...(chosen.includes(choice.value) && { default: true }),
  }))
}

/** What a submitted modal holds, by field name; fields left empty are absent. */
export function formValues(components: readonly APIModalSubmissionComponent[]): FormValues {
  const values: Record<string, string | readonly string[]> = {}
  for (const part of components) {
    if (part.type !== ComponentType.Label) continue
    const { name, value } = submitted(part.component)
    if (value?.length) values[name] = value
  }
  return values
}

function submitted(input: ModalSubmitComponent): {
  name: string
  value?: string | readonly string[] | undefined
} {
  const name = input.custom_id
  if (input.type === ComponentType.TextInput) return { name, value: input.value }
  if (!('values' in input)) return { name }
  const isList = input.type !== ComponentType.StringSelect || name.endsWith(listMark)
  return isList ? { name: name.replace(listMark, ''), value: input.values } : { name, value: input.values[0] }
}
