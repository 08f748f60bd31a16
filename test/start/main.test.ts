import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { stopCluster } from '../../src/db/cluster'
import { type Child, runChild } from '../support/child'
import { createEmptyDatabase, createTestDatabase } from '../support/database'
import { layCluster } from '../support/made-cluster'
import { makeFolder } from '../support/server'
import { until } from '../support/until'

let children: Child[] = []
let folder: string

beforeEach(() => {
  folder = makeFolder()
})

afterEach(async () => {
  for (const child of children) child.signal('SIGKILL')
  await Promise.all(children.map((child) => child.ended))
  children = []
  await stopCluster(join(folder, 'data/postgres')).catch(() => {})
})

function rolecall(args: string[], env: Record<string, string> = {}): Child {
  const child = runChild('src/main.ts', args, {
    cwd: folder,
    env: { ROLECALL_DATA: join(folder, 'data'), ...env },
  })
  children.push(child)
  return child
}

async function fails(child: Child, code: number): Promise<string> {
  expect({ code: await child.ended, output: child.output() }).toMatchObject({ code })
  expect(child.output()).not.toMatch(/^\s+at /m)
  return child.output()
}

/** PostgreSQL removes the file when it has ended. */
const runsDatabase = () => existsSync(join(folder, 'data/postgres/postmaster.pid'))

const discord = { DISCORD_BOT_TOKEN: 'a.b.c' }

test('--help and --version answer and exit 0', async () => {
  const [help, version] = [rolecall(['--help']), rolecall(['--version'])]
  expect(await help.ended).toBe(0)
  expect(help.output()).toContain('Usage: rolecall <command>')
  expect(await version.ended).toBe(0)
  expect(version.output()).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test.each([[['dance']], [[]], [['start', 'now']]])(
  '%j is answered with the usage and exit 64',
  async (args) => {
    expect(await fails(rolecall(args), 64)).toContain('Usage: rolecall <command>')
  },
)

test.each([
  ['start', { PORT: 'x' }, 'PORT must be a whole number from 0 to 65535, but is "x". Example: PORT=8080'],
  [
    'start',
    { HOST: '0.0.0.0' },
    'HOST must be 127.0.0.1 while the sandbox stands in for slack, discord, mail, stripe',
  ],
  [
    'start',
    { SANDBOX: 'off' },
    'SLACK_BOT_TOKEN or DISCORD_BOT_TOKEN is needed: there is no platform to serve.',
  ],
  ['web', discord, 'DATABASE_URL is needed for `rolecall web`'],
  ['discord', { DATABASE_URL: 'postgres://h/d' }, 'DISCORD_BOT_TOKEN is needed for `rolecall discord`'],
  ['worker', { DATABASE_URL: 'postgres://h/d' }, 'SLACK_BOT_TOKEN or DISCORD_BOT_TOKEN is needed'],
])('`rolecall %s` with %j says what to set and exits 78', async (command, env, sentence) => {
  expect(await fails(rolecall([command], env), 78)).toContain(sentence)
})

test('a port that was asked for and is taken is refused with exit 78', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await until(() => server.listening)
  const { port } = server.address() as AddressInfo
  const output = await fails(rolecall(['start'], { PORT: String(port) }), 78)
  expect(output).toContain(`PORT ${port} on 127.0.0.1 is taken by another program. Example: PORT=${port + 1}`)
  server.close()
})

test('a database that lacks tables is refused with the command that mends it; that command mends it', async () => {
  const database = await createEmptyDatabase()
  const env = { ...discord, DATABASE_URL: database.url }
  expect(await fails(rolecall(['worker'], env), 78)).toContain(
    'Run `npx rolecall migrate` (or `npm run migrate`)',
  )
  const migrate = rolecall(['migrate'], env)
  expect(await migrate.ended).toBe(0)
  expect(migrate.output()).toMatch(/^Applied: Foundation\d+.*, job queue$/m)
  const again = rolecall(['migrate'], env)
  expect(await again.ended).toBe(0)
  expect(again.output()).toContain('Nothing to do.')
  const worker = rolecall(['worker'], env)
  await worker.prints(/Rolecall worker is ready\./)
  worker.signal('SIGTERM')
  expect(await worker.ended).toBe(0)
  await database.close()
}, 60_000)

test('a database that cannot be reached is named without its password', async () => {
  const env = { ...discord, DATABASE_URL: 'postgres://rolecall:geheim@127.0.0.1:1/rolecall' }
  const output = await fails(rolecall(['worker'], env), 1)
  expect(output).toContain(
    'DATABASE_URL: the database rolecall at 127.0.0.1:1 cannot be used (ECONNREFUSED).',
  )
  expect(output).not.toContain('geheim')
})

test('without any setting everything runs against the sandbox; SIGTERM with an open tab drains and exits 0', async () => {
  const child = rolecall(['start'], { PORT: '0' })
  const [, url] = await child.prints(
    /Rolecall is ready: open (\S+) \(sandbox: slack, discord, mail, stripe\)/,
  )
  const ready = await until(async () => {
    const response = await fetch(`${url}/readyz`)
    return response.ok && ((await response.json()) as { checks: object })
  })
  expect(ready.checks).toEqual({ database: true, queue: true, slack: true, discord: true })
  const tab = new WebSocket(`${url?.replace('http', 'ws')}/sandbox/live`, { headers: { origin: url } })
  await once(tab, 'open')
  child.signal('SIGTERM')
  const from = performance.now()
  expect({ code: await child.ended, output: child.output() }).toMatchObject({ code: 0 })
  expect(performance.now() - from).toBeLessThan(5_000)
  expect(runsDatabase()).toBe(false)
}, 60_000)

test('a second signal ends at once what hangs, and the embedded database with it', async () => {
  await layCluster(join(folder, 'data'))
  const child = rolecall(['start'], { PORT: '0', LOG_LEVEL: 'info' })
  const [, url = ''] = await child.prints(/Rolecall is ready: open (\S+)/)
  const file = request(`${url}/sandbox/upload`, { method: 'POST', headers: { origin: url } })
  file.on('error', () => {})
  file.write('the rest never comes')
  await once(file, 'socket').then(([socket]) => until(() => socket.bytesWritten > 0))
  child.signal('SIGTERM')
  await child.prints(/Stopping/)
  expect(runsDatabase()).toBe(true)
  child.signal('SIGTERM')
  expect(await child.ended).toBe(143)
  expect(runsDatabase()).toBe(false)
}, 60_000)

test('a second start on the same folder is refused plainly', async () => {
  await layCluster(join(folder, 'data'))
  const first = rolecall(['start'], { PORT: '0' })
  await first.prints(/Rolecall is ready/)
  const output = await fails(rolecall(['start'], { PORT: '0' }), 1)
  expect(output).toContain(`Another rolecall is running with the folder ${join(folder, 'data')}.`)
}, 60_000)

test('a platform that is away does not keep the pages from serving, and is named by /readyz', async () => {
  const database = await createTestDatabase()
  const away = { ...discord, DISCORD_API_URL: 'http://127.0.0.1:1/api' }
  await rolecall(['migrate'], { DATABASE_URL: database.url }).ended
  const child = rolecall(['start'], { ...away, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'error' })
  const [, url] = await child.prints(/Rolecall is ready at (\S+)/)
  expect(child.output()).toContain('Cannot connect to discord')
  const response = await fetch(`${url}/readyz`)
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'not ready', missing: ['discord'], checks: { database: true, queue: true, discord: false } },
  ])
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  child.signal('SIGTERM')
  expect(await child.ended).toBe(0)
  await database.close()
}, 60_000)
