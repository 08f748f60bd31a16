import type { Card, OutgoingFile } from './view'

/** What a card brings along beside its words. */
export type Attachments = Pick<Card, 'image' | 'files'>

export const hasAttachments = ({ image, files = [] }: Attachments): boolean =>
  image !== undefined || files.length > 0

/** The picture, if there is one, and the files, in the order in which they are shown. */
export const attachmentsOf = ({ image, files = [] }: Attachments): OutgoingFile[] => [
  ...(image ? [{ name: image.name, mediaType: 'image/png', bytes: image.png }] : []),
  ...files,
]

/** The card where the platform takes no files; `why` is what the platform says. */
export function withoutAttachments({ image: _image, files: _files, ...words }: Card, why: string): Card {
  const note = `What belongs to this could not be attached: ${why}`
  return { ...words, context: words.context ? [words.context, '\n', note].flat() : note }
}

/** What is attached, in words: one line for each, where nothing but text can be shown. */
export const attachmentLines = ({ image, files = [] }: Attachments): string[] => [
  ...(image ? [image.alt] : []),
  ...files.map(({ name }) => `File: ${name}`),
]
