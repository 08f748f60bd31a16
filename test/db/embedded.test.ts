import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { stopCluster } from '../../src/db/cluster'
import { type Child, runChild } from '../support/child'
import { layCluster } from '../support/made-cluster'
import { makeFolder } from '../support/server'

let folder: string
let children: Child[] = []

beforeEach(() => {
  folder = makeFolder()
})

afterEach(async () => {
  for (const child of children) child.signal('SIGKILL')
  children = []
  if (existsSync(join(folder, 'postgres'))) await stopCluster(join(folder, 'postgres'))
})

function start(): Child {
  const child = runChild('test/db/embedded-child.ts', [folder])
  children.push(child)
  return child
}

const urlOf = async (child: Child) => (await child.prints(/url (\S+)/))[1] ?? ''

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Linux gives out at most 4,194,304. */
const BEYOND_ALL_PIDS = 4_194_305

const postmaster = () =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

test('a database made on the first start is still there after a stop and a start', async () => {
  const first = start()
  await query(await urlOf(first), 'CREATE TABLE kept AS SELECT 7 AS number')
  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
  expect(await query(await urlOf(start()), 'SELECT number FROM kept')).toEqual([{ number: 7 }])
}, 30_000)

test('it listens on loopback only, and its password can be read by its owner only', async () => {
  await layCluster(folder)
  const url = await urlOf(start())
  expect(new URL(url).hostname).toBe('127.0.0.1')
  expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  expect(await query(url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
  expect(statSync(join(folder, 'postgres-password')).mode & 0o777).toBe(0o600)
  await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password')
})

test('the server of a killed process is taken over, with what was committed', async () => {
  await layCluster(folder)
  const killed = start()
  const url = await urlOf(killed)
  await query(url, 'CREATE TABLE kept AS SELECT 7 AS number')
  const pid = postmaster()
  killed.signal('SIGKILL')
  await killed.ended
  const next = start()
  expect(await urlOf(next)).toBe(url)
  expect(postmaster()).toBe(pid)
  expect(await query(url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
  next.signal('SIGTERM')
  expect(await next.ended).toBe(0)
})

test('a server killed together with its process recovers what was committed', async () => {
  await layCluster(folder)
  const killed = start()
  await query(await urlOf(killed), 'CREATE TABLE kept AS SELECT 7 AS number')
  process.kill(postmaster(), 'SIGKILL')
  killed.signal('SIGKILL')
  await killed.ended
  expect(await query(await urlOf(start()), 'SELECT number FROM kept')).toEqual([{ number: 7 }])
}, 30_000)

test('a pid file that names a process of somebody else does not keep it from starting', async () => {
  await layCluster(folder)
  const first = start()
  const url = await urlOf(first)
  const pidFile = join(folder, 'postgres', 'postmaster.pid')
  const lines = readFileSync(pidFile, 'utf8').split('\n')
  first.signal('SIGTERM')
  await first.ended
  writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n'))
  const next = await urlOf(start())
  expect(next).not.toBe(url)
  expect(await query(next, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a second start on the same folder says so and leaves the first alone', async () => {
  await layCluster(folder)
  const url = await urlOf(start())
  const second = start()
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`Another rolecall is running with the folder ${folder}.`)
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('as root, a folder that the system user postgres may not enter is refused with the way out', async () => {
  chmodSync(folder, 0o700)
  const child = start()
  if (userInfo().uid === 0) {
    expect(await child.ended).toBe(1)
    expect(child.output()).toContain('set ROLECALL_DATA=/var/lib/rolecall, or set DATABASE_URL')
    chmodSync(folder, 0o755)
  } else {
    expect(await query(await urlOf(child), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  }
})

test('two first starts at once: one runs, the other says so', async () => {
  const both = [start(), start()]
  const ended = await Promise.race(both.map(async (child) => ({ child, code: await child.ended })))
  expect(ended.code).toBe(1)
  expect(ended.child.output()).toContain('Another rolecall is running')
  const other = both.find((child) => child !== ended.child)
  expect(await query(await urlOf(other!), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
}, 30_000)

test('stopping a cluster whose server was killed long ago is no error, whatever note it left behind', async () => {
  await layCluster(folder)
  const child = start()
  await urlOf(child)
  const file = join(folder, 'postgres', 'postmaster.pid')
  const note = readFileSync(file, 'utf8')
  child.signal('SIGTERM')
  await child.ended
  writeFileSync(file, note.replace(/^\d+/, String(BEYOND_ALL_PIDS)))
  await expect(stopCluster(join(folder, 'postgres'))).resolves.toBeUndefined()
}, 30_000)
