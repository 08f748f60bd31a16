import { createDiscordAdapter } from '../../../adapters/discord'
import { createSandboxClock } from '../../../sandbox/clock'
import {
  type DiscordSandbox,
  type DiscordSandboxOptions,
  startDiscordSandbox,
} from '../../../sandbox/discord'
import { type ChatAdapter, type ShardLeases, say } from '../../../src/chat'
import { newId } from '../../../src/db'
import { createShardLeases } from '../../../src/shards'
import { createTestDatabase, type TestDatabase } from '../../support/database'
import { loneShards } from '../../support/lone-shards'
import { until } from '../../support/until'
import { registry } from './fixtures'
import { userId } from './harness'

const SHARDS = 4
const guilds = Array.from({ length: SHARDS }, (_, shard) => String(BigInt(SHARDS * 1_000 + shard) << 22n))

let database: TestDatabase
let sandbox: DiscordSandbox
let processes: Process[] = []
/** Leases of its own for each test, though the application is the same. */
let bot: string
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  bot = newId(1_700_000_000_000)
  sandbox = await openSandbox()
  processes = []
})
afterEach(async () => {
  await Promise.all(processes.map(({ adapter }) => adapter.stop()))
  await sandbox.close()
})
afterAll(() => database.close())

async function openSandbox(options: Partial<DiscordSandboxOptions> = {}): Promise<DiscordSandbox> {
  const opened = await startDiscordSandbox({
    clock: createSandboxClock(),
    limits: false,
    shards: SHARDS,
    ...options,
  })
  for (const id of guilds) opened.guilds.create({ id, name: `Guild ${id}`, ownerId: userId('Olivia Owner') })
  return opened
}

interface Process {
  adapter: ChatAdapter
  /** What it was told, oldest first. */
  heard: string[]
  logged: string[]
}

/** Leases in the database, but nobody waits long for a turn. */
const quickLeases = (): ShardLeases => ({
  ...createShardLeases({
    ...{ db: database.dataSource, bot, me: newId(1_700_000_000_000) },
    elapsed: () => performance.now(),
  }),
  everyMs: 100,
  takeTurn: async () => 0,
})

async function startProcess(shardsOf: (bot: string) => ShardLeases = quickLeases): Promise<Process> {
  const heard: string[] = []
  const logged: string[] = []
  const note = (level: string) => (_: object, message: string) => logged.push(`${level} ${message}`)
  const adapter = createDiscordAdapter({
    token: sandbox.botToken,
    apiUrl: sandbox.apiUrl,
    clock: createSandboxClock(),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    registry,
    shardsOf,
  })
  const started = { adapter, heard, logged }
  processes.push(started)
  await adapter.start(async ({ happening }, responder) => {
    if (happening.kind === 'message') heard.push(happening.text)
    else await responder.answer(say({ title: 'Heard' }, 'channel'))
  })
  return started
}

/** Olivia says it in every guild, each time adding which one it is. */
const sayEverywhere = (words: string) =>
  Promise.all(
    guilds.map((id, shard) =>
      sandbox.as(userId('Olivia Owner'), id).type(`<@${sandbox.applicationId}> ${words} ${shard}`),
    ),
  )

const everywhere = (words: string) => guilds.map((_, shard) => `${words} ${shard}`)
const heardBy = (...some: Process[]) => some.flatMap(({ heard }) => heard).sort()

test('two processes hear a fair share of the guilds each, and a third that gets none is ready too', async () => {
  sandbox.recommendShards(2)
  const first = await startProcess()
  const second = await startProcess()
  const third = await startProcess()
  expect(processes.map(({ adapter }) => adapter.connected)).toEqual([true, true, true])
  await sayEverywhere('hello')
  await until(() => heardBy(first, second).length === 4)
  expect(first.heard).toHaveLength(2)
  expect(heardBy(...processes)).toEqual(everywhere('hello'))
  expect(third.heard).toEqual([])
})

test('who stops hands over at once: the other resumes, and hears once what was said in between (Q6)', async () => {
  const [first, second] = [await startProcess(), await startProcess()]
  const stopped = first.adapter.stop()
  await sayEverywhere('in between')
  await stopped
  await until(() => heardBy(first, second).length === 4)
  await sayEverywhere('afterwards')
  await until(() => heardBy(first, second).length === 8)
  expect(heardBy(first, second)).toEqual([...everywhere('afterwards'), ...everywhere('in between')])
  expect(second.logged.filter((line) => line === 'info a Discord shard has resumed')).toHaveLength(4)
})

test('a process that starts after another has stopped hears what was said meanwhile', async () => {
  const first = await startProcess()
  await first.adapter.stop()
  await sayEverywhere('while nobody listened')
  const second = await startProcess()
  await until(() => second.heard.length === 4)
  expect(heardBy(first, second)).toEqual(everywhere('while nobody listened'))
})

test('a session that Discord has forgotten is replaced by a new one', async () => {
  await sandbox.close()
  sandbox = await openSandbox({ sessionTimeoutMs: 0 })
  const first = await startProcess()
  await first.adapter.stop()
  await sayEverywhere('to nobody')
  const second = await startProcess()
  await sayEverywhere('to somebody')
  await until(() => second.heard.length === 4)
  expect(heardBy(second)).toEqual(everywhere('to somebody'))
})

/** Leases of less than a second whose renewal goes as `renewing` says. */
function shakyLeases(renewing: () => Promise<void>): () => ShardLeases {
  const lone = loneShards()
  return () => ({
    ...lone,
    everyMs: 20,
    renew: async (held) => {
      await renewing()
      return { ...(await lone.renew(held)), until: performance.now() + 800 }
    },
  })
}

/** As if the whole machine stood still; the sandbox lives in this process, too. */
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

test('who was held up stops listening, since others may have taken over, and later hears once what was said meanwhile', async () => {
  let heldUp: Promise<void> | undefined
  let goOn = () => {}
  const one = await startProcess(shakyLeases(async () => heldUp))
  await sayEverywhere('before')
  await until(() => one.heard.length === 4)
  heldUp = new Promise((resolve) => {
    goOn = resolve
  })
  standStill(1_200)
  await until(() => !one.adapter.connected && sandbox.connected() === 0)
  await sayEverywhere('meanwhile')
  goOn()
  await until(() => one.heard.length === 8 && one.adapter.connected)
  expect(heardBy(one)).toEqual([...everywhere('before'), ...everywhere('meanwhile')])
  expect(one.logged).toContain('warn Discord shards were not renewed in time: listening no more for now')
})

test('while the database is away it is listened to, as long as connections last; none is made anew (Q2)', async () => {
  let isAway = false
  const one = await startProcess(
    shakyLeases(async () => {
      if (isAway) throw new Error('the database is away')
    }),
  )
  isAway = true
  await until(() => one.logged.some((line) => line.includes('listened to as long as they last')))
  await sayEverywhere('meanwhile')
  await until(() => one.heard.length === 4)
  const attempts = sandbox.attempts()
  sandbox.faults.dropSockets()
  await until(() => sandbox.connected() === 0)
  await sayEverywhere('while nobody listened')
  isAway = false
  await until(() => one.heard.length === 8 && one.adapter.connected)
  expect(heardBy(one)).toEqual([...everywhere('meanwhile'), ...everywhere('while nobody listened')])
  expect(sandbox.attempts()).toBe(attempts + SHARDS)
})

test('while Discord is away its sessions are kept, so that nothing said meanwhile is lost (Q2)', async () => {
  const one = await startProcess()
  sandbox.faults.goDown()
  const attempts = sandbox.attempts()
  await sayEverywhere('while you were away')
  // Each shard has tried both addresses by then.
  await until(() => sandbox.attempts() > attempts + 2 * SHARDS)
  sandbox.faults.comeBack()
  await until(() => one.heard.length === 4)
  expect(heardBy(one)).toEqual(everywhere('while you were away'))
})

test('when Discord recommends more shards they are connected before the old ones go', async () => {
  sandbox.recommendShards(1)
  const first = await startProcess()
  sandbox.recommendShards(3)
  const second = await startProcess()
  await until(() => first.logged.includes('info a Discord shard is served elsewhere'))
  await until(() => sandbox.connected() === 3)
  await sayEverywhere('hello')
  await until(() => heardBy(first, second).length >= 4)
  expect(heardBy(first, second)).toEqual(everywhere('hello'))
})

test('with one shard and one process the commands are registered once', async () => {
  sandbox.recommendShards(1)
  await startProcess()
  await startProcess()
  const registered = sandbox.calls.filter(({ route }) => /commands/.test(route))
  expect(registered.map(({ route }) => route.split(' ')[0])).toEqual(['GET', 'PUT'])
})
