import { join } from 'node:path'
import { createFileStore } from '../../adapters/storage'
import { systemClock } from '../../src/clock'
import { parseConfig } from '../../src/config'
import { openDatabase } from '../../src/db'
import type { FeatureJob } from '../../src/feature'
import { knowledge } from '../../src/knowledge'
import { createRandom, inventText, inventWords } from '../retrieval/library'
import { runPeer } from '../support/peer'
import { log } from './admin'

/** A worker that reads documents of invented text, fetched as a platform would hand them out. */
runPeer(async ({ url }: { url: string }) => {
  const db = await openDatabase({ url, poolSize: 4 })
  const random = createRandom(11)
  const words = inventWords(random)
  const paragraph = () => `${inventText(random, words)}.\n\n`
  let sizeBytes = 0

  async function* file(): AsyncGenerator<Uint8Array> {
    for (let given = 0; given < sizeBytes; ) {
      const piece = Buffer.from(Array.from({ length: 100 }, paragraph).join('')).subarray(
        0,
        sizeBytes - given,
      )
      given += piece.length
      yield piece
    }
  }
  const { jobs = [] } = knowledge({
    db,
    clock: systemClock,
    log,
    contents: () => ({ recent: async () => [], file }),
    files: createFileStore({ s3: null, query: (sql, parameters) => db.query(sql, parameters) }),
    plans: parseConfig({}).plans,
    embedder: null,
    enqueue: async () => {},
    readerArguments: ['-r', join(__dirname, '../../test/support/typescript.cjs')],
  })
  const read = jobs.find(({ name }) => name === 'index-document') as FeatureJob<{ versionId: string }>

  return {
    ready: {},
    answer: async (asked: { versionId: string; sizeBytes: number }) => {
      sizeBytes = asked.sizeBytes
      const startedAt = performance.now()
      await read.run({ versionId: asked.versionId }, new AbortController().signal)
      return { seconds: (performance.now() - startedAt) / 1_000 }
    },
  }
})
