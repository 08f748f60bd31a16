import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { ulid } from 'ulid'
import { generatedSecret } from '../generated-secret'
import { StartError } from '../start-error'
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
export class FolderInUseError extends StartError {
  constructor(folder: string) {
    super(`Another rolecall is running with the folder ${folder}. Stop it first, or set ROLECALL_DATA.`)
  }
}

/** Root's PostgreSQL runs as another user, who must reach the folder and the programs. */
export class UnreachableFolderError extends StartError {
  constructor(folder: string) {
    super(
      `PostgreSQL cannot run as root, and the system user "postgres" may not enter ${folder} or this installation. ` +
        'Run Rolecall as an ordinary user, set ROLECALL_DATA=/var/lib/rolecall, or set DATABASE_URL.',
    )
  }
}

/**
 * A PostgreSQL of our own below `dataFolder`, on loopback, made on the first start.
 * A server left behind by a killed process is taken over as it is.
 * @throws FolderInUseError, UnreachableFolderError
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

/**
 * The server of the folder as it runs for another process, which goes on using it; otherwise as `startEmbedded`.
 * @throws UnreachableFolderError
 */
export async function joinEmbedded(dataFolder: string): Promise<EmbeddedDatabase> {
  try {
    return await startEmbedded(dataFolder)
  } catch (error) {
    const port = await runningPort(join(resolve(dataFolder), 'postgres'))
    if (!(error instanceof FolderInUseError) || port === null) throw error
    const password = await readFile(join(dataFolder, 'postgres-password'), 'utf8')
    return { url: clusterUrl(port, password.trim(), 'postgres'), close: async () => {} }
  }
}

// Made beside and renamed, so that a process killed meanwhile leaves no half cluster.
async function makeCluster(directory: string, password: string): Promise<void> {
  const draft = `${directory}-${ulid()}`
  await mkdir(draft)
  await createCluster(draft, password).catch((error) => {
    throw /Permission denied|EACCES/.test(String(error)) ? new UnreachableFolderError(directory) : error
  })
  await rename(draft, directory).catch(async (error) => {
    await rm(draft, { recursive: true })
    if (!existsSync(directory)) throw error
  })
}

/** A session with the server of this folder: the running one, or one started now. */
async function takeOver(directory: string, password: string): Promise<{ owner: Client; port: number }> {
  const deadline = performance.now() + ANSWER_TIMEOUT_MS
  for (;;) {
    const port = (await runningPort(directory)) ?? (await start(directory))
    try {
      if (port !== null) return { owner: await connect(port, password), port }
    } catch (error) {
      // It recovers from a crash, or is being stopped by the process that had it.
      if (performance.now() > deadline) throw error
    }
    await delay(100)
  }
}

async function start(directory: string): Promise<number | null> {
  const port = await freePort()
  try {
    await startCluster(directory, port, SETTINGS)
    return port
  } catch (error) {
    // Somebody else was faster.
    if (existsSync(join(directory, 'postmaster.pid'))) return null
    throw error
  }
}

/** What `postmaster.pid` says, unless the process it names is gone or is no PostgreSQL. */
async function runningPort(directory: string): Promise<number | null> {
  const file = join(directory, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  const [pid, , , port] = text.split('\n')
  if (await isPostgres(Number(pid))) return Number(port) || null
  await rm(file, { force: true })
  return null
}

// After a restart of the machine or container the number may belong to anybody, and PostgreSQL would not start.
async function isPostgres(pid: number): Promise<boolean> {
  if (!existsSync('/proc/self/stat')) return isAlive(pid)
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return /^\d+ \(postgres\) [^ZX]/.test(stat)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function connect(port: number, password: string): Promise<Client> {
  const client = new Client({
    connectionString: clusterUrl(port, password, 'postgres'),
    application_name: 'rolecall-owner',
  })
  // When the server goes away the pool reports it; here it only must not end the process.
  client.on('error', () => {})
  await client.connect()
  return client
}
