import { SCOPES } from './retrieval/library'
import { type Figure, stopping } from './support/bench'
import { execute } from './support/database'
import { startPeer } from './support/peer'
import { peakMiB } from './support/process'
import { type Row, told } from './support/rows'

const MIB = 2 ** 20
const SIZES_MIB = [1, 10, 100]

/** How fast an uploaded text becomes passages that questions find, from fetching to the switch of versions; and the worker's memory. */
export const indexing: Figure = async ({ databases }) => {
  const url = await databases.create('indexing')
  await execute(url, SCOPES)
  const rows: Row[] = []
  for (const sizeMiB of SIZES_MIB)
    await stopping(async (started) => {
      const worker = await startPeer('ours/indexing.ts', { url })
      started.push(worker)
      const versionId = `v${sizeMiB}`
      await addVersion(url, versionId, sizeMiB * MIB)
      const { seconds } = await worker.ask<{ seconds: number }>({ versionId, sizeBytes: sizeMiB * MIB })
      const [version] = await execute<{ status: string; chunks: number }>(
        url,
        'SELECT status, chunks FROM document_version WHERE id = $1',
        [versionId],
      )
      if (version?.status !== 'ready') throw new Error(`not indexed: ${JSON.stringify(version)}`)
      const rate = (sizeMiB / seconds).toFixed(2)
      const memory = Math.round(peakMiB(worker.pid) ?? Number.NaN)
      rows.push(
        told(
          'indexing',
          `${sizeMiB} MiB of text, uploaded to found`,
          `${rate} MiB/s (${seconds.toFixed(1)} s, ${version.chunks} passages); worker at most ${memory} MiB`,
        ),
      )
    })
  return rows
}

async function addVersion(url: string, id: string, sizeBytes: number): Promise<void> {
  await execute(
    url,
    `WITH bot AS (
       INSERT INTO chatbot (id, account_id, workspace_id, owner_id, name, created_at) VALUES ($1, 'account', 'workspace', 'person', $1, now())
     ), base AS (
       INSERT INTO knowledge_base (id, account_id, workspace_id, chatbot_id, created_at) VALUES ($1, 'account', 'workspace', $1, now())
     ), doc AS (
       INSERT INTO document (id, account_id, base_id, name, media_type, created_by, created_at)
       VALUES ($1, 'account', $1, $1 || '.txt', 'text/plain', 'person', now())
     ), ver AS (
       INSERT INTO document_version (id, document_id, number, size_bytes, source, uploaded_by, uploaded_at)
       VALUES ($1, $1, 1, $2, '{"platform":"slack","tenant":"T","address":"F"}', 'person', now())
     ), up AS (INSERT INTO upload (id, account_id, base_id) VALUES ($1, 'account', $1))
     INSERT INTO document_file (version_id, upload_id, name, due_at) VALUES ($1, $1, $1 || '.txt', now())`,
    [id, sizeBytes],
  )
  await execute(url, `UPDATE workspace SET plan = 'pro'`)
}
