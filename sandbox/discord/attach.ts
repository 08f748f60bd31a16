import path from 'node:path'
import type { ChosenFile } from '../driver'
import type { Context } from './context'
import { storeFile } from './files'
import type { StoredFile } from './stored-file'

const mostFiles = 10

/** https://docs.discord.com/developers/reference#file-type-filtering */
const groups: Record<string, string[]> = {
  image: ['.png', '.gif', '.jpg', '.jpeg', '.jfif', '.webp', '.avif'],
  video: ['.mp4', '.mov', '.qt', '.webm'],
  audio: ['.mp3', '.m4a', '.wav', '.ogg', '.opus', '.flac'],
}

/**
 * Uploads what a person chose. Throws an Error where the client would not: too many or too large files, or none of
 * the types that are asked for (told by the ending of the name alone).
 * https://docs.discord.com/developers/reference#uploading-files
 */
export function attach(
  context: Context,
  channelId: string,
  chosen: readonly ChosenFile[],
  fileTypes?: readonly string[] | null,
): StoredFile[] {
  if (chosen.length > mostFiles) throw new Error(`at most ${mostFiles} files can be sent at once`)
  for (const { name, bytes } of chosen) {
    if (bytes.length > context.attachmentSizeLimit)
      throw new Error(`${name} is too large: at most ${context.attachmentSizeLimit} bytes can be sent`)
    if (fileTypes?.length && !fits(name, fileTypes))
      throw new Error(`${name} is none of ${fileTypes.join(', ')}`)
  }
  return chosen.map(({ name, bytes, mediaType: contentType }) =>
    storeFile(context, { channelId, name, bytes: Buffer.from(bytes), contentType }),
  )
}

function fits(name: string, fileTypes: readonly string[]): boolean {
  const endings = fileTypes.flatMap((type) => groups[type] ?? type.toLowerCase())
  return endings.includes(path.extname(name).toLowerCase())
}
