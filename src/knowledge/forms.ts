import { type Form, type FormValues, isBlank, type Platform, ref, shorten } from '../chat'
import type { Base } from './base'
import { type Document, MOST_FILES, READERS_LENGTH } from './document'
import { readerWords } from './readers'
import type { AccessWish } from './restrict-document'
import { EXTENSIONS, TYPE_NAMES } from './rules'

export const uploadForm = ({ id, name }: Base, platform: Platform): Form => ({
  submit: ref('knowledge.upload', id),
  title: 'Upload documents',
  submitLabel: 'Upload',
  text: `For ${shorten(name, 80)}: ${TYPE_NAMES.join(', ')}. ${limitHint(platform)}`,
  fields: [
    {
      kind: 'file',
      name: 'files',
      label: 'Files',
      hint: `Up to ${MOST_FILES} at once`,
      required: true,
      max: MOST_FILES,
      extensions: EXTENSIONS,
    },
  ],
})

/** With the version that the person looks at, so that nobody's change is undone unseen. */
export const replaceForm = ({ id, name, version }: Document, platform: Platform): Form => ({
  submit: ref('knowledge.replace', id, String(version)),
  title: 'Replace document',
  submitLabel: 'Replace',
  text: `${shorten(name, 80)} is searched until the new file has been read. ${limitHint(platform)}`,
  fields: [
    { kind: 'file', name: 'files', label: 'The new file', required: true, max: 1, extensions: EXTENSIONS },
  ],
})

const limitHint = (platform: Platform) =>
  platform === 'slack'
    ? 'Slack takes files of up to 10 MB here. Send larger ones to me in a private message.'
    : 'Larger files than Discord takes here can be split.'

export const restrictForm = ({ id, name, version }: Document, { own }: Base, wish: AccessWish): Form => ({
  submit: ref('knowledge.restrict', id, String(version)),
  title: 'Who may read it',
  submitLabel: 'Save',
  text: `For ${shorten(name, 80)}. Everyone means: ${own ? 'all who reach the chatbot with its documents' : 'all who may ask an agent that uses this base'}. It holds from the next question on.`,
  fields: [
    {
      kind: 'choice',
      name: 'access',
      label: 'Readers',
      required: true,
      choices: [
        { value: 'everyone', label: 'Everyone' },
        { value: 'restricted', label: 'Only those listed below' },
      ],
      value: wish.access,
    },
    {
      kind: 'long',
      name: 'readers',
      label: 'Only these',
      hint: 'One on each line: ann@acme.com, *@acme.com, or the name of a team. Up to 50.',
      maxLength: READERS_LENGTH,
      ...(wish.readers !== '' && { value: shorten(wish.readers, READERS_LENGTH) }),
    },
    {
      kind: 'toggles',
      name: 'switches',
      label: 'Without me',
      choices: [{ value: 'withoutMe', label: 'I need not be able to read it myself' }],
      value: wish.withoutMe ? ['withoutMe'] : [],
    },
  ],
})

/** As it is now. Names of teams give way to their ids where they would not fit. */
export function presentAccess({ access, readers }: Document): AccessWish {
  const named = readers.map(readerWords).join('\n')
  const typed = named.length > READERS_LENGTH ? readers.map(byId).join('\n') : named
  return { access, readers: typed, withoutMe: false }
}

const byId = (reader: Document['readers'][number]) =>
  reader.kind === 'team' ? reader.value : readerWords(reader)

export function readAccess({ access, readers, switches }: FormValues): AccessWish {
  return {
    access: access === 'restricted' ? 'restricted' : 'everyone',
    readers: typeof readers === 'string' && !isBlank(readers) ? readers : '',
    withoutMe: Array.isArray(switches) && switches.includes('withoutMe'),
  }
}
