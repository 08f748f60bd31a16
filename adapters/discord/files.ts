import type { APIAttachment, FileUploadType } from 'discord.js'
import type { GivenFile } from '../../src/chat'
import { tenantOf } from './place'

/** https://docs.discord.com/developers/reference#file-type-filtering */
const mostFileTypes = 10

/** What the file chooser offers; all files where there are more kinds than Discord takes. */
export const fileTypes = (extensions: readonly string[]): { file_types?: FileUploadType[] } =>
  extensions.length === 0 || extensions.length > mostFileTypes
    ? {}
    : { file_types: extensions.map((extension) => `.${extension}` as const) }

/** An attachment as Discord describes it. Its address is signed, and good for a day. */
export function givenFile(attachment: APIAttachment, guildId: string | undefined): GivenFile {
  return {
    id: attachment.id,
    name: nameOf(attachment),
    sizeBytes: attachment.size,
    source: { platform: 'discord', tenant: tenantOf(guildId), address: attachment.url },
  }
}

/**
 * `filename` is without special characters; the name that the person gave is the title then.
 * https://docs.discord.com/developers/resources/message#attachment-object
 */
function nameOf({ filename, title }: APIAttachment): string {
  const extension = /\.[^.]+$/.exec(filename)?.[0] ?? ''
  if (!title) return filename
  return title.toLowerCase().endsWith(extension.toLowerCase()) ? title : title + extension
}
