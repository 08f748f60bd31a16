import type { Database } from '../../db'
import type { Chunk } from '../reading'
import { detectLanguage, indexChunks } from '../search'
import type { Claim } from './claim'

const BATCH = 200
/** So many characters tell which language a document is in. */
const SAMPLE_LENGTH = 24_000

/**
 * Indexes passages batch by batch, each of them once however often this is repeated. `indexed` is called after each.
 * Resolves to how many there are.
 */
export async function indexPassages(
  db: Database,
  { versionId, name }: Claim,
  passages: AsyncIterable<Chunk>,
  indexed: () => Promise<void>,
): Promise<number> {
  let language: string | null | undefined
  let batch: Chunk[] = []
  let length = 0
  let count = 0

  async function flush() {
    if (batch.length === 0) return
    // Every batch, and every repetition, must be indexed by the same rules: the same passages come first each time.
    if (language === undefined) language = detectLanguage(batch.map(({ text }) => text).join('\n'))
    await indexChunks(db, { versionId, language, document: name, chunks: batch })
    batch = []
    length = 0
    await indexed()
  }

  for await (const passage of passages) {
    batch.push(passage)
    length += passage.text.length
    count += 1
    const enough = language === undefined ? length >= SAMPLE_LENGTH : batch.length >= BATCH
    if (enough) await flush()
  }
  await flush()
  return count
}
