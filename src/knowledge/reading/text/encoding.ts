import { createReadStream } from 'node:fs'
import { analyse } from 'chardet'
import { encodingExists, getDecoder } from 'iconv-lite'

const MOST_SAMPLE_BYTES = 256 * 1024

/**
 * In which encoding a text file is written: by its mark, else UTF-8 if it can be, else what it says of itself, else
 * what its bytes look like.
 */
export async function detectEncoding(path: string): Promise<string> {
  const head = await readStart(path)
  return markOf(head) ?? wideWithoutMark(head) ?? byBytes(head, await firstNotUtf8(path))
}

/** The same, judged by the beginning alone. */
export function encodingOfHead(head: Uint8Array): string {
  return markOf(head) ?? wideWithoutMark(head) ?? byBytes(head, isUtf8(head) ? null : head)
}

/** The text of a file, piece by piece, without the mark at its beginning. */
export async function* readText(
  path: string,
  encoding: string,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  const decoder = getDecoder(encoding)
  let first = true
  for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    onBytes(bytes.length)
    const text = decoder.write(bytes)
    yield first ? text.replace(/^\uFEFF/, '') : text
    first &&= text === ''
  }
  yield decoder.end() ?? ''
}

export function decode(bytes: Uint8Array, encoding: string): string {
  return getDecoder(encoding).write(Buffer.from(bytes))
}

async function readStart(path: string): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of createReadStream(path, { end: MOST_SAMPLE_BYTES - 1 })) parts.push(part)
  return Buffer.concat(parts)
}

export function markOf(head: Uint8Array): string | null {
  const [first, second, third] = head
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
}

/** Western text in UTF-16 has a zero in every second byte. */
function wideWithoutMark(head: Uint8Array): string | null {
  const sample = head.subarray(0, 4096)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]!++
  })
  const [even = 0, odd = 0] = zeros
  const many = sample.length * 0.2
  if (odd > many && even < odd / 10) return 'utf-16le'
  if (even > many && odd < even / 10) return 'utf-16be'
  return null
}

/** The first piece of the file that is not UTF-8; null when all of it is. */
async function firstNotUtf8(path: string): Promise<Uint8Array | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const bytes of createReadStream(path, { highWaterMark: MOST_SAMPLE_BYTES })) {
    try {
      decoder.decode(bytes, { stream: true })
    } catch {
      return bytes
    }
  }
  return null
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

function byBytes(head: Uint8Array, notUtf8: Uint8Array | null): string {
  if (notUtf8 === null || isMostlyUtf8(notUtf8)) return 'utf8'
  const named = namedIn(head)
  if (named) return named
  const [likely] = analyse(notUtf8).filter(({ name }) => encodingExists(name) && !/^utf-?8$/i.test(name))
  // What claims to be Latin-1 is Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
  return !likely || likely.name === 'ISO-8859-1' ? 'windows-1252' : likely.name
}

/** A damaged byte does not make another encoding of it. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const damaged = text.match(/\uFFFD/g)?.length ?? 0
  const good = text.match(/[^\0-\x7F\uFFFD]/gu)?.length ?? 0
  return good > damaged * 3
}

/** What HTML and XML say of themselves. */
function namedIn(head: Uint8Array): string | null {
  const start = Buffer.from(head.subarray(0, 4096)).toString('latin1')
  const named = /<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?([\w:-]+)/i.exec(start)?.[1]
  if (!named || !encodingExists(named) || /^utf/i.test(named)) return null
  return /^(iso-8859-1|latin1|us-ascii)$/i.test(named) ? 'windows-1252' : named
}
