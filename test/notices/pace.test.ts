import { TryLater } from '../../src/chat'
import type { Database } from '../../src/db'
import { paceMessenger } from '../../src/notices'
import { createTestClock } from '../support/clock'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { FakeMessenger, waitOn } from './fakes'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(() => database.dataSource.query('DELETE FROM pace'))
afterAll(() => database.close())

const reader = { locale: 'en', timeZone: 'UTC', now: 0 }
const card = { title: 'Hello' }
const user = (userId: string, tenant = 'T1') => ({ platform: 'slack' as const, tenant, userId })

function create() {
  const clock = createTestClock(0)
  const slack = new FakeMessenger('slack', clock)
  let asking = 0
  const db: Database = {
    getRepository: database.dataSource.getRepository,
    query: (sql: string, parameters?: unknown[]) => {
      asking += 1
      return database.dataSource.query(sql, parameters).finally(() => {
        asking -= 1
      })
    },
  }
  const wait = waitOn(clock, () => asking > 0)
  const process = () => paceMessenger('slack', slack, { db, clock, wait })
  const [paced, other] = [process(), process()]
  const direct = (userId: string, tenant?: string, from = paced) =>
    from.direct(user(userId, tenant), card, reader, 'k')
  const edit = (channelId: string, messageId = 'm') =>
    paced.edit({ platform: 'slack', tenant: 'T1', channelId, messageId }, card, reader)
  const editedAt: number[] = []
  slack.beforeEdit = async () => void editedAt.push(clock.now())
  return { clock, slack, other, direct, edit, editedAt }
}

describe('pacing (B11)', () => {
  test('messages to one channel go a second apart', async () => {
    const { slack, direct } = create()
    await Promise.all([direct('U1'), direct('U1'), direct('U1')])
    expect(slack.sent.map((sent) => sent.at)).toEqual([0, 1_000, 2_000])
  })

  test('messages to many channels of one workspace keep below its limit of several hundred a minute', async () => {
    const { slack, direct } = create()
    await Promise.all(Array.from({ length: 34 }, (_, index) => direct(`U${index}`)))
    expect(slack.sent.at(-1)?.at).toBe(4_950)
  })

  test('one workspace does not wait for another', async () => {
    const { slack, direct } = create()
    await direct('U1', 'T1')
    await direct('U1', 'T2')
    expect(slack.sent.map((sent) => sent.at)).toEqual([0, 0])
  })

  test('a full channel does not hold up the others of its workspace', async () => {
    const { slack, direct } = create()
    await Promise.all([direct('U1'), direct('U1'), direct('U1'), direct('U2')])
    expect(slack.sent.find((sent) => sent.userId === 'U2')?.at).toBeLessThanOrEqual(150)
  })

  test('an edit does not wait for messages to the same channel', async () => {
    const { clock, direct, edit, editedAt } = create()
    const told = Promise.all([direct('U1'), direct('U1')])
    await edit('U1')
    expect(editedAt).toEqual([0])
    await told
    expect(clock.now()).toBe(1_000)
  })

  test('a few edits go at once, as the platforms allow, and only then a second apart', async () => {
    const { edit, editedAt } = create()
    await Promise.all(Array.from({ length: 7 }, (_, index) => edit('C1', `m${index}`)))
    expect(editedAt).toEqual([0, 0, 0, 0, 0, 1_000, 2_000])
  })

  test('after the platform has asked to wait nobody asks it before that time, not even who was queued', async () => {
    const { clock, slack, direct } = create()
    slack.before = () => {
      throw new TryLater(5_000, '429')
    }
    const until = (sending: Promise<unknown>) =>
      sending.catch((error: TryLater) => clock.now() + error.afterMs)
    expect(await Promise.all([direct('U1'), direct('U2'), direct('U1')].map(until))).toEqual([
      5_000, 5_000, 5_000,
    ])
    expect(slack.calls).toBe(1)
    slack.before = () => undefined
    clock.set(5_000)
    await expect(direct('U1')).resolves.toMatchObject({ ok: true })
  })

  test('several processes keep the pace of one', async () => {
    const { slack, other, direct } = create()
    await Promise.all([direct('U1'), direct('U1', 'T1', other), direct('U1'), direct('U1', 'T1', other)])
    expect(slack.sent.map((sent) => sent.at)).toEqual([0, 1_000, 2_000, 3_000])
  })

  test('nobody queues for more than five seconds, and who does not takes no turn', async () => {
    const { clock, slack, direct } = create()
    const refused: number[] = []
    const sending = Array.from({ length: 9 }, () =>
      direct('U1').catch((error: TryLater) => void refused.push(clock.now() + error.afterMs)),
    )
    await Promise.all(sending)
    expect(slack.sent.map((sent) => sent.at)).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000])
    // Who was refused while another took the last turn may be asked back for that one.
    expect(refused.map((at) => at === 5_000 || at === 6_000)).toEqual([true, true, true])
    clock.set(6_000)
    await direct('U1')
    expect(slack.sent.at(-1)?.at).toBe(6_000)
  })

  test('who comes after a process whose clock is ahead is told to try later, and does not sleep until then', async () => {
    const { clock, slack, direct } = create()
    clock.set(60_000)
    await direct('U1')
    clock.set(0)
    await expect(direct('U1')).rejects.toMatchObject({ afterMs: 61_000 })
    expect([clock.now(), slack.calls]).toEqual([0, 1])
  })

  test('what one process was asked to wait, the others wait as well', async () => {
    const { clock, slack, other, direct } = create()
    slack.before = () => {
      throw new TryLater(5_000, '429')
    }
    await expect(direct('U1')).rejects.toMatchObject({ afterMs: 5_000 })
    clock.set(2_000)
    await expect(direct('U2', 'T1', other)).rejects.toMatchObject({ afterMs: 3_000 })
    expect(slack.calls).toBe(1)
    slack.before = () => undefined
    await expect(direct('U2', 'T2', other)).resolves.toMatchObject({ ok: true })
    clock.set(5_000)
    await expect(direct('U2', 'T1', other)).resolves.toMatchObject({ ok: true })
  })
})
