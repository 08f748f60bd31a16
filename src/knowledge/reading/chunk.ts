import { createHash } from 'node:crypto'
import { Packer } from './pack'
import type { Locator, Section } from './section'

/** A piece of a document, as it is searched for and shown as a source. */
export interface Chunk {
  text: string
  /** Where it begins. */
  place: Locator
  /** Counts from 0 within the document. */
  position: number
  /** What it is about, to search by besides its text: the headings and the sheet it stands under, or ''. */
  context: string
}

/** Characters that a chunk has, when the document lets it. */
export const CHUNK_TARGET = 900
export const CHUNK_MOST = 1_400

/**
 * Cuts a document into chunks along its structure: none reaches over a page, sheet, slide or heading of the first two
 * levels, unless it were tiny; rows of a table keep the names of their columns. The same sections give the same chunks,
 * and what a document repeats word for word comes once.
 */
export async function* chunkSections(sections: AsyncIterable<Section>): AsyncGenerator<Chunk> {
  const packer = new Packer({ target: CHUNK_TARGET, most: CHUNK_MOST })
  const seen = new Set<string>()
  let position = 0
  function* fresh(packed: readonly { text: string; place: Locator }[]): Generator<Chunk> {
    for (const { text, place } of packed) {
      const context = contextOf(place)
      const print = createHash('sha1').update(`${context}\n${text}`).digest('base64')
      if (seen.has(print)) continue
      seen.add(print)
      yield { text, place, position: position++, context }
    }
  }
  for await (const section of sections) yield* fresh(packer.add(section))
  yield* fresh(packer.end())
}

const contextOf = ({ sheet, heading }: Locator) => [sheet, heading].filter(Boolean).join(' › ')
