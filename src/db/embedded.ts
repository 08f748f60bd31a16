import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { ulid } from 'ulid'
import { generatedSecret } from '../config/generated-secret'
import { clusterUrl, createCluster, freePort, startCluster, stopCluster } from './cluster'

/** Small machines: a newcomer's laptop, one team. */
const SETTINGS = { max_connections: 60, shared_buffers: '64MB', jit: 'off' }
const ANSWER_TIMEOUT_MS = 60_000
/** Held by whoever uses the folder; PostgreSQL lets go of it when that process dies, however it dies. */
const OWNER_LOCK = 0x726f6c65

export interface EmbeddedDatabase {
  url: string
  /** Stops the server. */
  close(): Promise<void>
}

/** Another process uses the same folder. */
export class FolderInUseError extends Error {
  constructor(readonly folder: string) {
    super(`Another rolecall is running with the folder ${folder}. Stop it first, or set ROLECALL_DATA.`)
  }
}

/**
 * A PostgreSQL of our own below `dataFolder`, on loopback, made on the first start.
 * A server left behind by a killed process is taken over as it is.
 * @throws FolderInUseError
 */
export async function startEmbedded(dataFolder: string): Promise<EmbeddedDatabase> {
  const directory = join(resolve(dataFolder), 'postgres')
  const password = await generatedSecret(join(dataFolder, 'postgres-password'), () =>
    randomBytes(24).toString('hex'),
  )
  if (!existsSync(directory)) await makeCluster(directory, password)
  const { owner, port } = await takeOver(directory, password)
  const { rows } = await owner.query('SELECT pg_try_advisory_lock($1) AS taken', [OWNER_LOCK])
  if (!rows[0].taken) {
    await owner.end()
    throw new FolderInUseError(resolve(dataFolder))
  }
  return {
    url: clusterUrl(port, password, 'postgres'),
    close: async () => {
      await owner.end()
      await stopCluster(directory)
    },
  }
}

// Made beside and renamed, so that a process killed meanwhile leaves no half cluster.
async function makeCluster(directory: string, password: string): Promise<void> {
  const draft = `${directory}-${ulid()}`
  await mkdir(draft)
  await createCluster(draft, password)
  await rename(draft, directory).catch(async (error) => {
    await rm(draft, { recursive: true })
    if (!existsSync(directory)) throw error
  })
}

/** A session with the server of this folder: the running one, or one started now. */
async function takeOver(directory: string, password: string): Promise<{ owner: Client; port: number }> {
  const deadline = performance.now() + ANSWER_TIMEOUT_MS
  let failure: unknown
  while (performance.now() < deadline) {
    try {
      const running = await runningPort(directory)
      const port = running ?? (await freePort())
      if (running === null) await startCluster(directory, port, SETTINGS)
      return { owner: await connect(port, password), port }
    } catch (error) {
      failure = error
      await delay(200)
    }
  }
  throw new Error(`The embedded PostgreSQL in ${directory} does not answer`, { cause: failure })
}
