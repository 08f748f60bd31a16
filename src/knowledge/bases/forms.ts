import {
  type Field,
  type Form,
  type FormValues,
  isBlank,
  type Refusal,
  ref,
  shorten,
  unlessFits,
  unlessWords,
} from '../../chat'
import { BASE_DESCRIPTION_LENGTH, BASE_NAME_LENGTH, type SharedBase } from '../base'
import type { BaseWish } from './create-base'
import { usedWords } from './list-view'

export const createForm = (workspaceId: string, wish: Partial<BaseWish> = {}): Form => ({
  submit: ref('knowledge.create', workspaceId),
  title: 'New knowledge base',
  submitLabel: 'Create',
  fields: wordFields(wish),
})

/** With the version that the person looks at, so that nobody's change is turned back unseen. */
export const editForm = ({ id, version }: SharedBase, wish: BaseWish): Form => ({
  submit: ref('knowledge.edit', id, String(version)),
  title: 'Rename knowledge base',
  submitLabel: 'Save',
  fields: wordFields(wish),
})

export const deleteForm = ({ id, name }: SharedBase, agents: readonly string[]): Form => ({
  submit: ref('knowledge.delete', id),
  title: 'Delete knowledge base',
  submitLabel: 'Delete for good',
  text: `${agents.length > 0 ? `${usedWords(agents)}. ` : ''}“${name}” goes with its documents, and no agent answers from them any more. There is no way back.`,
  fields: [
    {
      kind: 'text',
      name: 'name',
      label: 'Type the name of the knowledge base',
      hint: name,
      required: true,
      maxLength: BASE_NAME_LENGTH,
    },
  ],
})

const wordFields = ({ name, description }: Partial<BaseWish>): Field[] => [
  {
    kind: 'text',
    name: 'name',
    label: 'Name',
    required: true,
    maxLength: BASE_NAME_LENGTH,
    ...(name && { value: shorten(name, BASE_NAME_LENGTH) }),
  },
  {
    kind: 'text',
    name: 'description',
    label: 'Description',
    hint: 'What stands in its documents, in a sentence',
    maxLength: BASE_DESCRIPTION_LENGTH,
    ...(description && { value: shorten(description, BASE_DESCRIPTION_LENGTH) }),
  },
]

/** What the fields hold, whatever was submitted. */
export const readWish = ({ name, description }: FormValues): BaseWish => ({
  name: word(name),
  description: word(description),
})

export const word = (value: FormValues[string] | undefined): string =>
  typeof value === 'string' && !isBlank(value) ? value.trim() : ''

/** Why the words cannot be kept, at their field. */
export const objectionTo = ({ name, description }: BaseWish): Refusal | undefined =>
  unlessWords(name, 'Name', BASE_NAME_LENGTH, 'name') ??
  unlessFits(description, 'Description', BASE_DESCRIPTION_LENGTH, 'description')
