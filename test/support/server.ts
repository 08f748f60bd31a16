import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import { clusterUrl, createCluster, freePort, startCluster, stopCluster } from '../../src/db/cluster'
import { choosePlace, places } from './run-place'
import { until } from './until'

const PREFIX = 'rolecall-test-'

/** Durability is of no use here; the rest keeps a server small, since several runs may go on at once. */
const FAST = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 200,
  shared_buffers: '64MB',
  jit: 'off',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
}

/** One run of Jest: its folder is named after its process, so that a later run can tidy up after a killed one. */
export async function beginRun(): Promise<void> {
  for (const place of places())
    for (const name of readdirSync(place).filter((entry) => entry.startsWith(PREFIX))) {
      // What cannot be tidied now stays for a later run; it is no reason not to test.
      if (!isAlive(Number(name.slice(PREFIX.length)))) await endRun(join(place, name)).catch(() => {})
    }
  const folder = join(choosePlace(), `${PREFIX}${process.pid}`)
  mkdirSync(folder)
  chmodSync(folder, 0o755)
  process.env.ROLECALL_TEST_RUN = folder
}

export async function endRun(folder = runFolder()): Promise<void> {
  // A server that is not ours outlives the run; nothing of the run shall stay on it.
  const { TEST_DATABASE_URL } = process.env
  if (TEST_DATABASE_URL) await asAdmin(TEST_DATABASE_URL, `DROP DATABASE IF EXISTS ${templateName(folder)}`)
  if (existsSync(join(folder, 'postgres'))) await stopCluster(join(folder, 'postgres'))
  rmSync(folder, { recursive: true, force: true })
}

/** Does `work` once in this run, in whichever test process asks first; every one gets its result. */
export async function oncePerRun(name: string, work: () => Promise<string>): Promise<string> {
  const [lock, result] = [join(runFolder(), `${name}.lock`), join(runFolder(), `${name}.json`)]
  if (takes(lock)) {
    const outcome = await work().then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.stack }),
    )
    writeFileSync(`${result}.part`, JSON.stringify(outcome))
    renameSync(`${result}.part`, result)
  }
  await until(() => existsSync(result), { timeoutMs: 60_000 })
  const outcome: { value?: string; error?: string } = JSON.parse(readFileSync(result, 'utf8'))
  if (outcome.value === undefined) throw new Error(outcome.error)
  return outcome.value
}

/** The address of the `postgres` database of this run's server, or of TEST_DATABASE_URL. */
export function serverUrl(): Promise<string> {
  return process.env.TEST_DATABASE_URL
    ? Promise.resolve(process.env.TEST_DATABASE_URL)
    : oncePerRun('server', startServer)
}

async function startServer(): Promise<string> {
  const directory = join(runFolder(), 'postgres')
  const [password, port] = [randomBytes(16).toString('hex'), await freePort()]
  await createCluster(directory, password)
  await startCluster(directory, port, FAST)
  return clusterUrl(port, password, 'postgres')
}

export const templateName = (folder = runFolder()) => basename(folder).replaceAll('-', '_')

export async function asAdmin(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

export function runFolder(): string {
  const folder = process.env.ROLECALL_TEST_RUN
  if (!folder) throw new Error('globalSetup has not run')
  return folder
}

/** An empty folder that lasts as long as this run, and that the system user `postgres` may enter. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(runFolder(), 'folder-'))
  chmodSync(folder, 0o755)
  return folder
}

function takes(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
