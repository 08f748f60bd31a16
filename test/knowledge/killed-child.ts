import { join } from 'node:path'
import { createFileStore } from '../../adapters/storage'
import { parseConfig } from '../../src/config'
import { openDatabase } from '../../src/db'
import { indexDocument } from '../../src/knowledge/indexing/index-document'
import { createLog } from '../../src/log'

const [, , url = '', versionId = '', at = ''] = process.argv

async function* manual() {
  for (let n = 1; n <= 12_000; n += 1)
    yield Buffer.from(
      `# Part ${n}\n\nPart ${n} tells of widget${n % 97} and gadget${n % 31}, which nobody knew.\n\n`,
    )
}

/** A worker that reads one long document, at a moment of its own. */
async function main() {
  const db = await openDatabase({ url })
  const job = indexDocument({
    db,
    contents: () => ({ recent: async () => [], file: manual }),
    files: createFileStore({ s3: null, query: (sql, parameters) => db.query(sql, parameters) }),
    plans: parseConfig({}).plans,
    embedder: null,
    enqueue: async () => {},
    readerArguments: ['-r', join(__dirname, '../support/typescript.cjs')],
    clock: { now: () => Number(at) },
    log: createLog('silent'),
  })
  await job.run({ versionId }, new AbortController().signal)
  await db.destroy()
}

void main()
