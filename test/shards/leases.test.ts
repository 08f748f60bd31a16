import type { Lease, ShardLeases } from '../../src/chat'
import { newId, statement } from '../../src/db'
import { createShardLeases } from '../../src/shards'
import { createTestDatabase, type TestDatabase } from '../support/database'

let database: TestDatabase
let bot: string
let elapsed = 0
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(() => {
  bot = newId(1_700_000_000_000)
})
afterAll(() => database.close())

const join = (me = newId(1_700_000_000_000)): ShardLeases =>
  createShardLeases({ db: database.dataSource, bot, me, elapsed: () => elapsed })

/** As if so much time had passed since everything that was written. */
const pass = (ms: number) =>
  database.dataSource.query(
    `WITH shards AS (UPDATE discord_shard SET leased_until = leased_until - $2 * interval '1 ms' WHERE bot = $1),
    turns AS (UPDATE discord_identify SET free_at = free_at - $2 * interval '1 ms' WHERE bot = $1)
    UPDATE discord_process SET alive_until = alive_until - $2 * interval '1 ms',
      joined_at = joined_at - $2 * interval '1 ms' WHERE bot = $1`,
    [bot, ms],
  )

const shardsOf = (leases: readonly Lease[]) => leases.map(({ shard }) => shard).sort((a, b) => a - b)

/** As the gateway goes on: connected, and further with each renewal. */
const connected = (leases: readonly Lease[], sequence = 1): Lease[] =>
  leases.map((lease) => ({
    ...lease,
    session: { id: `s${lease.shard}`, sequence, resumeUrl: 'wss://gateway.test' },
  }))

test('a process alone takes every shard at once, and knows of the end of its leases before anybody else', async () => {
  elapsed = 7_000
  const leases = join()
  await leases.share(3)
  const { held, surplus, complete, until } = await leases.renew([])
  expect({ held: shardsOf(held), surplus, complete }).toEqual({
    held: [0, 1, 2],
    surplus: [],
    complete: true,
  })
  const [{ leftMs }] = await database.dataSource.query(
    `SELECT min(1000 * extract(epoch FROM leased_until - clock_timestamp()))::float AS "leftMs"
    FROM discord_shard WHERE bot = $1`,
    [bot],
  )
  // Its own clock stands still here, so what the statements took counts against it, and it is early all the same.
  expect(until - elapsed).toBeLessThan(leftMs)
  expect(leftMs).toBeLessThanOrEqual(10_000)
})

test('a second process gets a fair share of what the first gives back, and goes on where it ended', async () => {
  const [first, second] = [join(), join()]
  await first.share(4)
  const before = await first.renew([])
  expect(await second.renew([])).toMatchObject({ held: [], complete: false })
  const { held, surplus } = await first.renew(connected(before.held, 41))
  expect(shardsOf(surplus)).toEqual([2, 3])
  await first.giveBack(connected(surplus, 42))
  const taken = await second.renew([])
  expect(taken.held).toEqual(connected(surplus, 42))
  expect(taken.complete).toBe(true)
  expect((await first.renew(held.slice(0, 2))).surplus).toEqual([])
})

test('of two who want the same free shards at the same time, one gets each', async () => {
  const all = Array.from({ length: 8 }, () => join())
  await Promise.all(all.map((leases) => leases.share(4)))
  for (let round = 0; round < 10; round += 1) {
    await pass(60_000)
    const holdings = await Promise.all(all.map((leases) => leases.renew([])))
    const held = holdings.flatMap((holding) => shardsOf(holding.held))
    expect(held.sort()).toEqual([0, 1, 2, 3])
  }
})

const readFree = statement<{ shard: number }>(
  'test.shards.readFree',
  'SELECT shard FROM discord_shard WHERE bot = $1 AND (leased_until IS NULL OR leased_until <= now())',
)
const write = statement(
  'test.shards.write',
  `UPDATE discord_shard SET holder = $2, leased_until = now() + interval '5 s' WHERE bot = $1 AND shard = $3`,
)

test('without the compare-and-set, the same race gives one shard to several', async () => {
  await join().share(4)
  const naive = async (me: string) => {
    const free = await readFree(database.dataSource, [bot])
    for (const { shard } of free) await write(database.dataSource, [bot, me, shard])
    return free
  }
  const held = (await Promise.all(Array.from({ length: 8 }, (_, n) => naive(`p${n}`)))).flat()
  expect(held.length).toBeGreaterThan(4)
})

test('what a killed process held is free when its lease ends, and not before', async () => {
  const [killed, other] = [join(), join()]
  await killed.share(2)
  const { held } = await killed.renew([])
  await killed.renew(connected(held, 17))
  await pass(3_000)
  expect(await other.renew([])).toMatchObject({ held: [], complete: false })
  await pass(3_000)
  expect((await other.renew([])).held).toEqual(connected(held, 17))
  // It was only paused: it learns that they are not its own any more.
  expect((await killed.renew(connected(held, 18))).held).toEqual([])
})

test('a session that nobody has resumed for long is not tried again', async () => {
  const [first, second] = [join(), join()]
  await first.share(1)
  const { held } = await first.renew([])
  await first.leave(connected(held, 5))
  await pass(3_600_000)
  expect((await second.renew([])).held).toEqual([{ shard: 0, of: 1, session: null }])
})

test('a shard whose lease ran out while nobody wanted it is renewed by who held it', async () => {
  const leases = join()
  await leases.share(1)
  const { held } = await leases.renew([])
  await pass(60_000)
  expect((await leases.renew(connected(held, 9))).held).toEqual(connected(held, 9))
})

test('a process that starts after another one knows from its next renewal that it lives', async () => {
  const [first, second] = [join(), join()]
  await first.share(1)
  const { held } = await first.renew([])
  expect((await second.renew([])).complete).toBe(false)
  await first.renew(held)
  expect((await second.renew([])).complete).toBe(true)
})

test('who leaves hands over at once', async () => {
  const [first, second] = [join(), join()]
  await first.share(2)
  const { held } = await first.renew([])
  await second.renew([])
  await first.leave(connected(held, 5))
  expect((await second.renew([])).held).toEqual(connected(held, 5))
})

test('when Discord recommends another number, the old shards stay until all of the new ones are connected', async () => {
  const leases = join()
  await leases.share(1)
  const old = connected((await leases.renew([])).held)
  await leases.share(2)
  const during = await leases.renew(old)
  expect(during.held.map(({ shard, of }) => `${shard}/${of}`)).toEqual(['0/1', '0/2', '1/2'])
  const halfway = [...old, ...connected(during.held.slice(1, 2)), ...during.held.slice(2)]
  expect((await leases.renew(halfway)).held).toHaveLength(3)
  await leases.renew(connected(during.held))
  const after = await leases.renew(connected(during.held))
  expect(after.held.map(({ shard, of }) => `${shard}/${of}`)).toEqual(['0/2', '1/2'])
})

test('shards whose rows are gone are missing until somebody shares them again, whether all or some of them', async () => {
  const leases = join()
  await leases.share(2)
  const { held } = await leases.renew([])
  await database.dataSource.query('DELETE FROM discord_shard WHERE bot = $1', [bot])
  expect(await leases.renew(held)).toMatchObject({ held: [], complete: false, missing: true })
  await leases.share(2)
  const again = await leases.renew([])
  expect(again).toMatchObject({ complete: true, missing: false })
  await database.dataSource.query('DELETE FROM discord_shard WHERE bot = $1 AND shard = 0', [bot])
  expect(await leases.renew(again.held)).toMatchObject({ complete: false, missing: true })
  await leases.share(2)
  expect(shardsOf((await leases.renew(again.held.slice(1))).held)).toEqual([0, 1])
})

test('sessions start one at a time for each key, in all processes', async () => {
  const [first, second] = [join(), join()]
  const waits = await Promise.all([first, second, first].map((leases) => leases.takeTurn(0, 5_000)))
  expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(1)
  expect(await second.takeTurn(1, 5_000)).toBe(0)
  await pass(6_000)
  expect(await second.takeTurn(0, 5_000)).toBe(0)
})

test('who asks for a turn and does not get it takes nothing, however often', async () => {
  const leases = join()
  await leases.takeTurn(0, 5_000)
  for (let times = 0; times < 20; times += 1)
    expect(await leases.takeTurn(0, 5_000)).toBeLessThanOrEqual(5_000)
  await pass(6_000)
  expect(await leases.takeTurn(0, 5_000)).toBe(0)
})
