import path from 'node:path'
import type { ChosenFile } from '../driver'
import { signedAddress } from './cdn'
import type { Context } from './context'
import type { Person } from './person'
import type { StoredFile } from './stored-file'
import type { Json } from './types'

export interface NewFile extends Pick<StoredFile, 'channelId' | 'bytes'> {
  name: string
  contentType?: string | undefined
  description?: string | null | undefined
}

export function storeFile(context: Context, file: NewFile): StoredFile {
  const { channelId, bytes, name, contentType, description } = file
  const stored: StoredFile = {
    id: context.nextId(),
    channelId,
    bytes,
    ...nameOf(name),
    ...(contentType && { contentType }),
    ...(description && { description }),
  }
  context.files.set(stored.id, stored)
  return stored
}

/**
 * Special characters do not survive in `filename`; then `title` has the name.
 * https://docs.discord.com/developers/resources/message#attachment-object
 */
function nameOf(name: string): Pick<StoredFile, 'filename' | 'title'> {
  const plain = name.replaceAll(' ', '_')
  const filename = plain.replaceAll(/[^\w.-]/g, '')
  if (filename === plain) return { filename }
  const { name: title, ext } = path.parse(name)
  return { filename: filename === ext ? `unknown${ext}` : filename, title }
}

/** What people chose to call it. */
export const originalName = ({ filename, title }: StoredFile): string =>
  title === undefined ? filename : `${title}${path.extname(filename)}`

/** With an address that is valid from now on. https://docs.discord.com/developers/resources/message#attachment-object */
export function attachmentPayload(context: Context, file: StoredFile): Json {
  const { id, filename, title, description, contentType, bytes } = file
  const url = signedAddress(context, file)
  return {
    id,
    filename,
    size: bytes.length,
    url,
    proxy_url: url,
    flags: 0,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(contentType !== undefined && { content_type: contentType }),
  }
}

/** Throws an Error for a file that stands in no message which the person sees. */
export function openFile(person: Person, fileId: string): ChosenFile {
  const seen = person.channels().flatMap(({ messages }) => [...messages.values()].filter(person.sees))
  const file = seen.flatMap(({ attachments }) => attachments).find(({ id }) => id === fileId)
  if (!file) throw new Error(`${person.user.global_name} sees no file ${fileId}`)
  const { bytes, contentType } = file
  return { name: originalName(file), bytes, ...(contentType !== undefined && { mediaType: contentType }) }
}

/** Files of messages go with their messages. */
export function forgetFiles(context: Context, files: StoredFile[]): void {
  for (const { id } of files) context.files.delete(id)
}
