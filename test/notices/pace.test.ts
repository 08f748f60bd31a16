import { TryLater } from '../../src/chat'
import { paceMessenger } from '../../src/notices'
import { createTestClock } from '../support/clock'
import { FakeMessenger, waitOn } from './fakes'

const reader = { locale: 'en', timeZone: 'UTC', now: 0 }
const card = { title: 'Hello' }
const user = (userId: string, tenant = 'T1') => ({ platform: 'slack' as const, tenant, userId })

function create() {
  const clock = createTestClock(0)
  const slack = new FakeMessenger('slack', clock)
  const paced = paceMessenger('slack', slack, { clock, wait: waitOn(clock) })
  const direct = (userId: string, tenant?: string) => paced.direct(user(userId, tenant), card, reader, 'k')
  const edit = (channelId: string, messageId = 'm') =>
    paced.edit({ platform: 'slack', tenant: 'T1', channelId, messageId }, card, reader)
  const editedAt: number[] = []
  slack.beforeEdit = async () => void editedAt.push(clock.now())
  return { clock, slack, paced, direct, edit, editedAt }
}

describe('pacing (B11)', () => {
  test('messages to one channel go a second apart', async () => {
    const { slack, direct } = create()
    await Promise.all([direct('U1'), direct('U1'), direct('U1')])
    expect(slack.sent.map((sent) => sent.at)).toEqual([0, 1_000, 2_000])
  })

  test('messages to many channels of one workspace keep below its limit of several hundred a minute', async () => {
    const { slack, direct } = create()
    await Promise.all(Array.from({ length: 101 }, (_, index) => direct(`U${index}`)))
    expect(slack.sent.at(-1)?.at).toBe(15_000)
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
    expect(slack.sent.find((sent) => sent.userId === 'U2')?.at).toBe(150)
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
    const results = await Promise.allSettled([direct('U1'), direct('U2'), direct('U1')])
    expect(results.map((result) => result.status === 'rejected' && result.reason)).toEqual([
      expect.objectContaining({ afterMs: 5_000 }),
      expect.objectContaining({ afterMs: 4_850 }),
      expect.objectContaining({ afterMs: 4_000 }),
    ])
    expect(slack.calls).toBe(1)
    slack.before = () => undefined
    clock.set(5_000)
    await expect(direct('U1')).resolves.toMatchObject({ ok: true })
  })
})
