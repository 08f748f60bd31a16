import { type Attachments, attachmentsOf, hasAttachments } from './attachments'
import { atMost, LIMITS } from './limits'
import type { Picture } from './view'

/** @throws ViewTooLarge, or an Error that says which file is not as it must be; never by what it is called. */
export function checkAttachments(card: Attachments): void {
  if (!hasAttachments(card)) return
  const all = attachmentsOf(card)
  atMost('number of files', card.files?.length ?? 0, LIMITS.attachedFiles)
  for (const [index, { name, bytes }] of all.entries()) checkFile(`file ${index + 1}`, name, bytes)
  if (new Set(all.map(({ name }) => name)).size < all.length) throw new Error('two files have the same name')
  const size = all.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
  atMost('size of the files together', size, LIMITS.attachedBytes)
  if (card.image) checkPicture(card.image)
}

/**
 * Both platforms change other names, and Discord refers to files by name.
 * https://docs.discord.com/developers/reference#uploading-files
 */
const cleanFileName = /^[A-Za-z0-9][\w-]*(\.[A-Za-z0-9]+)+$/

function checkFile(what: string, name: string, bytes: Uint8Array): void {
  atMost(`name of ${what}`, name.length, LIMITS.fileName)
  if (!cleanFileName.test(name))
    throw new Error(`the name of ${what} must be letters, digits, "-" and "_", and an ending`)
  // Slack refuses them: https://docs.slack.dev/reference/methods/files.getUploadURLExternal#errors
  if (bytes.byteLength === 0) throw new Error(`${what} is empty`)
}

/** https://www.w3.org/TR/png-3/#5PNG-file-signature */
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function checkPicture({ png, alt }: Picture): void {
  if (!pngSignature.equals(png.subarray(0, pngSignature.length))) throw new Error('the picture is no PNG')
  if (alt.trim() === '') throw new Error('the picture has no words for whoever cannot see it')
  atMost('words of the picture', alt.length, LIMITS.altText)
}
