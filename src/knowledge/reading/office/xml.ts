import { SaxesParser } from 'saxes'
import { unreadable } from '../failure'
import type { Archive } from './archive'

const MOST_DEPTH = 500

export type Attributes = Record<string, string>

/** Told of elements by their local name: producers choose prefixes freely. */
export interface XmlVisitor {
  open?(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Walks through one XML part of an office file while it is unpacked, yielding after each piece. Entities that a file
 * declares itself are not known to the parser, so they neither swell nor fetch anything; Office never writes any.
 */
export async function* walkXml(archive: Archive, part: string, visitor: XmlVisitor): AsyncGenerator<number> {
  const parser = new SaxesParser()
  let depth = 0
  /** Depth of the element whose content is told a second time for programs that do not know the first. */
  let fallback: number | null = null
  parser.on('doctype', () => {
    throw unreadable({ code: 'bomb', detail: `${part} declares entities` })
  })
  parser.on('error', (error) => {
    throw unreadable({ code: 'broken', type: null, detail: `${part}: ${error.message}` })
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > MOST_DEPTH)
      throw unreadable({ code: 'bomb', detail: `${part} nests deeper than ${MOST_DEPTH}` })
    const local = localName(name)
    if (fallback === null && local === 'Fallback') fallback = depth
    if (fallback === null) visitor.open?.(local, withLocalNames(attributes))
  })
  parser.on('text', (text) => {
    if (fallback === null) visitor.text?.(text)
  })
  parser.on('cdata', (text) => {
    if (fallback === null) visitor.text?.(text)
  })
  parser.on('closetag', ({ name }) => {
    if (fallback === null) visitor.close?.(localName(name))
    else if (fallback === depth) fallback = null
    depth--
  })
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const bytes of archive.read(part)) {
    decoder ??= new TextDecoder(encodingOf(bytes))
    parser.write(decoder.decode(bytes, { stream: true }))
    yield bytes.length
  }
  if (decoder) parser.write(decoder.decode())
  parser.close()
}

/** Walks to the end: for the small parts. */
export async function readXml(archive: Archive, part: string, visitor: XmlVisitor): Promise<void> {
  for await (const _ of walkXml(archive, part, visitor));
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** `r:id` stays apart from `id`: both occur on one element. */
function withLocalNames(attributes: Attributes): Attributes {
  const local: Attributes = {}
  for (const [name, value] of Object.entries(attributes)) {
    const short = localName(name)
    local[short === 'id' && name !== 'id' ? 'r:id' : short] = value
  }
  return local
}

/** XML is UTF-8 or UTF-16 with a mark: https://www.w3.org/TR/xml/#charencoding */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
