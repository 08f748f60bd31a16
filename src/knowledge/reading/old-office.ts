import { createReadStream } from 'node:fs'
import type { DocumentType } from './document-type'
import type { ReadingFailure } from './failure'

/**
 * Names of streams in the directory of a compound file, which stand in it as UTF-16:
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb
 */
const STREAMS: readonly { name: string; found?: string; saveAs?: DocumentType }[] = [
  // A modern file with a password is wrapped whole: https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto
  { name: 'EncryptedPackage' },
  { name: 'WordDocument', found: 'doc', saveAs: 'docx' },
  { name: 'PowerPoint Document', found: 'ppt', saveAs: 'pptx' },
  { name: 'Workbook', found: 'xls', saveAs: 'xlsx' },
]

/** What a compound file is: an encrypted one, or one of the old formats, with the new one to save it as. */
export async function failureOfOldOffice(path: string, named: DocumentType | null): Promise<ReadingFailure> {
  const seen = new Set<string>()
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const window: Buffer = Buffer.concat([rest, bytes])
    for (const { name } of STREAMS) if (window.includes(Buffer.from(name, 'utf16le'))) seen.add(name)
    rest = window.subarray(-64)
  }
  const stream = STREAMS.find(({ name }) => seen.has(name))
  if (stream && !stream.found) return { code: 'encrypted', type: named }
  return { code: 'unknownType', found: stream?.found ?? null, saveAs: stream?.saveAs ?? null }
}
