import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type/node'
import { type DocumentType, kindOf, typeByName } from './document-type'
import { type ReadingFailure, Unreadable } from './failure'
import { typeOfZip } from './office/office-type'
import { failureOfOldOffice } from './old-office'
import { decode, encodingOfHead, markOf } from './text/encoding'

export type Recognised = { type: DocumentType; sizeBytes: number } | ReadingFailure

const HEAD_BYTES = 64 * 1024
/** Share of characters that no text has. Damaged text stays below; bytes taken at random lie at a tenth. */
const MOST_STRANGE = 0.02
const SAVE_AS: Record<string, DocumentType> = {
  odt: 'docx',
  ods: 'xlsx',
  odp: 'pptx',
  rtf: 'docx',
  doc: 'docx',
  epub: 'pdf',
  pages: 'docx',
  numbers: 'xlsx',
  key: 'pptx',
}

/** What a file is, by what is in it: the name only tells texts apart (F114). @throws when the disk fails. */
export async function recogniseFile(path: string, name: string): Promise<Recognised> {
  const { head, sizeBytes } = await readHead(path)
  if (sizeBytes === 0) return { code: 'empty' }
  try {
    const type = await typeOf(path, name, head)
    if (typeof type !== 'string') return type
    const limitBytes = kindOf(type).mostBytes
    return sizeBytes > limitBytes ? { code: 'tooBig', type, sizeBytes, limitBytes } : { type, sizeBytes }
  } catch (error) {
    if (error instanceof Unreadable) return withType(error.failure, typeByName(name))
    throw error
  }
}

async function typeOf(path: string, name: string, head: Uint8Array): Promise<DocumentType | ReadingFailure> {
  if (startsAsPdf(head)) return 'pdf'
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) return typeOfArchive(path, name, head)
  // Other formats begin with the same two bytes as some text in UTF-16.
  if (markOf(head) !== null) return typeOfText(head, name)
  const found = await fileTypeFromBuffer(head)
  if (found?.ext === 'cfb') return failureOfOldOffice(path, typeByName(name))
  if (found && !found.mime.startsWith('text/') && found.ext !== 'xml')
    return { code: 'unknownType', found: found.ext, saveAs: SAVE_AS[found.ext] ?? null }
  return typeOfText(head, name)
}

async function typeOfArchive(
  path: string,
  name: string,
  head: Uint8Array,
): Promise<DocumentType | ReadingFailure> {
  const content = await typeOfZip(path)
  if ('type' in content) return content.type
  const extension = (await fileTypeFromBuffer(head).catch(() => undefined))?.ext ?? content.found
  const found = extension === 'zip' ? (/\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? 'zip') : extension
  return { code: 'unknownType', found, saveAs: SAVE_AS[found] ?? content.saveAs }
}

function typeOfText(head: Uint8Array, name: string): DocumentType | ReadingFailure {
  const text = decode(head, encodingOfHead(head))
  const strange = text.match(/(?![\t\n\f\r])\p{Cc}|\uFFFD|\p{Cn}/gu)?.length ?? 0
  if (strange > text.length * MOST_STRANGE) return { code: 'unknownType', found: null, saveAs: null }
  if (/^\uFEFF?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html)\b/i.test(text))
    return 'html'
  const named = typeByName(name)
  return named === 'csv' || named === 'md' || named === 'html' ? named : 'txt'
}

/** Readers allow something before the mark: https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf (H.3) */
function startsAsPdf(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 1024)).includes('%PDF-')
}

const startsWith = (head: Uint8Array, mark: string) =>
  Buffer.from(head.subarray(0, mark.length)).toString('latin1') === mark

async function readHead(path: string): Promise<{ head: Uint8Array; sizeBytes: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return { head: buffer.subarray(0, bytesRead), sizeBytes: size }
  } finally {
    await file.close()
  }
}

/** Parsers do not know what the file was to be. */
export function withType(failure: ReadingFailure, type: DocumentType | null): ReadingFailure {
  return 'type' in failure && failure.type === null ? ({ ...failure, type } as ReadingFailure) : failure
}
