import { type CardKind, createCards } from '../../src/cards'
import { type Delivery, TryLater } from '../../src/chat'
import { FakeMessenger } from '../notices/fakes'
import { createStage, outboxRows } from '../notices/stage'
import { createTestDatabase, type TestDatabase } from '../support/database'

let database: TestDatabase
let stage: ReturnType<typeof createStage>
/** What there is to show, by subject id; null once it is gone. */
let state: Record<string, string | null>
/** In which each copy was drawn. */
const zones: string[] = []

const invitation: CardKind = {
  type: 'invitation',
  draw: async (id, view, { timeZone }, personId) => {
    zones.push(timeZone)
    const title = state[id]
    return title ? { title: `${title} ${view} ${personId ? 'privately' : 'to all'}` } : null
  },
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM outbox')
  await database.dataSource.query('DELETE FROM posted_card')
  await database.dataSource.query('DELETE FROM chat_identity')
  await database.dataSource.query('DELETE FROM pace')
  stage = createStage(database.dataSource, { cards: [invitation] })
  await stage.people.found()
  state = { i1: 'pending' }
})

const reader = () => ({ locale: 'en', timeZone: 'UTC', now: stage.clock.now() })
const posted = (platform: 'slack' | 'discord', messageId: string, channelId = messageId) => ({
  platform,
  tenant: 'T',
  channelId,
  messageId,
})
const remember = (platform: 'slack' | 'discord', messageId: string, view = 'inviter') =>
  stage.cards.remember({ type: 'invitation', id: 'i1', view }, posted(platform, messageId), null, reader())

const oweRefresh = () => stage.people.owe({ kind: 'refresh', name: 'invitation', subjectId: 'i1' })
const allStatuses = async () => (await outboxRows(database.dataSource)).map((row) => row.status)

describe('a refresh', () => {
  test('redraws every copy on every platform, each for its reader (B4, H6)', async () => {
    const ann = { personId: await stage.people.add('Ann', { discord: '1' }), userId: '1' }
    await remember('slack', 'm1')
    const subject = { type: 'invitation', id: 'i1', view: 'invitee' }
    await stage.cards.remember(subject, posted('discord', 'm2'), ann, reader())
    state.i1 = 'accepted'
    await oweRefresh()
    await stage.drain()
    expect(stage.slack.shown.get('m1')).toBe('accepted inviter to all')
    expect(stage.discord.shown.get('m2')).toBe('accepted invitee privately')
  })

  test('leaves the copies of a chat user who was unlinked as they are, and follows all others (R4)', async () => {
    const personId = await stage.people.add('Ann', { slack: 'U1', discord: '1' })
    const subject = { type: 'invitation', id: 'i1', view: 'invitee' }
    await stage.cards.remember(subject, posted('discord', 'm1'), { personId, userId: '1' }, reader())
    await stage.cards.remember(subject, posted('discord', 'm2'), { personId, userId: '2' }, reader())
    await stage.cards.remember(subject, posted('slack', 'm3'), { personId, userId: 'U1' }, reader())
    await stage.people.join(personId, 'discord', 'discord', '2', stage.clock.now())
    await database.dataSource.query(`DELETE FROM chat_identity WHERE user_id = '1'`)
    state.i1 = 'accepted'
    await oweRefresh()
    await stage.drain()
    expect([...stage.discord.shown.keys(), ...stage.slack.shown.keys()]).toEqual(['m2', 'm3'])
    expect(await allStatuses()).toEqual(['done'])
  })

  test('words a copy in the time zone that its reader has chosen by then', async () => {
    const ann = { personId: await stage.people.add('Ann', { discord: '1' }), userId: '1' }
    const subject = { type: 'invitation', id: 'i1', view: 'invitee' }
    await stage.cards.remember(subject, posted('discord', 'm2'), ann, reader())
    await database.dataSource.query(
      `INSERT INTO preference (person_id, account_id, time_zone, changed_at) VALUES ($1, $2, 'Asia/Tokyo', now())`,
      [ann.personId, stage.people.accountId],
    )
    zones.length = 0
    await stage.cards.refresh('invitation', 'i1', stage.people.accountId)
    await stage.cards.refresh('invitation', 'i1', 'another')
    expect(zones).toEqual(['Asia/Tokyo', 'UTC'])
  })

  test('does not make one copy wait until another has been edited', async () => {
    await remember('slack', 'm1')
    await remember('discord', 'm2')
    const slow = deferred()
    for (const platform of [stage.slack, stage.discord])
      platform.beforeEdit = async () => {
        if (stage.slack.calls + stage.discord.calls === 2) slow.resolve()
        await slow.promise
        return undefined
      }
    await stage.cards.refresh('invitation', 'i1', 'a1')
    expect(stage.slack.shown.has('m1') && stage.discord.shown.has('m2')).toBe(true)
  })

  test('of a card with many copies edits a few at a time', async () => {
    for (let copy = 0; copy < 12; copy += 1) await remember('slack', `m${copy}`)
    let [underWay, most] = [0, 0]
    stage.slack.beforeEdit = async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise(setImmediate)
      underWay -= 1
      return undefined
    }
    await stage.cards.refresh('invitation', 'i1', 'a1')
    expect(stage.slack.shown.size).toBe(12)
    expect(most).toBeLessThanOrEqual(4)
  })

  test('does not wait for who is told at the same time', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U1' })
    await remember('slack', 'm1')
    await stage.people.say(ann, 'Hello')
    await oweRefresh()
    let goOn = () => {}
    const { direct } = stage.slack
    stage.slack.direct = async (...args) => {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return direct.apply(stage.slack, args)
    }
    const sweep = (wanted: string) => stage.sweeps.find(({ name }) => name === wanted)?.run()
    const telling = sweep('outbox')
    await sweep('redraw')
    expect(stage.slack.shown.get('m1')).toBe('pending inviter to all')
    state.i1 = 'accepted'
    await oweRefresh()
    await sweep('redraw')
    expect(stage.slack.shown.get('m1')).toBe('accepted inviter to all')
    expect(stage.slack.sent).toEqual([])
    goOn()
    await telling
    expect(stage.slack.sent).toMatchObject([{ title: 'Hello' }])
  })

  test('of a subject nobody has seen sends nothing', async () => {
    await stage.cards.refresh('invitation', 'i1', 'a1')
    expect(stage.slack.calls).toBe(0)
  })

  test('leaves copies of a thing that is gone as they are', async () => {
    await remember('slack', 'm1')
    state.i1 = null
    await stage.cards.refresh('invitation', 'i1', 'a1')
    expect(stage.slack.calls).toBe(0)
  })

  test.each([
    ['does not try a copy that is gone again', 'gone', 3],
    ['tries a copy again where the app was away, since it may be there once more (B15)', 'disconnected', 4],
  ] as const)('%s', async (_, why, calls) => {
    await remember('slack', 'm1')
    await remember('slack', 'm2')
    stage.slack.beforeEdit = async ({ messageId }) =>
      messageId === 'm1' ? ({ ok: false, why } satisfies Delivery) : undefined
    await stage.cards.refresh('invitation', 'i1', 'a1')
    await stage.cards.refresh('invitation', 'i1', 'a1')
    expect(stage.slack.calls).toBe(calls)
    expect(stage.slack.shown.get('m2')).toBe('pending inviter to all')
  })

  test('that one platform puts off reaches the other at once, and the rest later', async () => {
    await remember('slack', 'm1')
    await remember('discord', 'm2')
    stage.slack.beforeEdit = async () => {
      throw new TryLater(20_000, '429')
    }
    await oweRefresh()
    await stage.drain()
    expect(stage.discord.shown.get('m2')).toBe('pending inviter to all')
    expect(await allStatuses()).toEqual(['owed'])
    stage.slack.beforeEdit = () => undefined
    stage.clock.advance(20_000)
    await stage.drain()
    expect(stage.slack.shown.get('m1')).toBe('pending inviter to all')
    expect(await allStatuses()).toEqual(['done'])
  })

  test('owed many times is done once', async () => {
    await remember('slack', 'm1')
    for (let count = 0; count < 250; count += 1) await oweRefresh()
    await stage.drain()
    expect(stage.slack.calls).toBe(1)
    expect(new Set(await allStatuses())).toEqual(new Set(['done']))
  })

  test('finds a copy that was posted while the subject changed', async () => {
    const drawnAt = reader()
    stage.slack.shown.set('m1', 'pending inviter to all')
    state.i1 = 'accepted'
    await oweRefresh()
    await stage.drain()
    const subject = { type: 'invitation', id: 'i1', view: 'inviter' }
    await stage.cards.remember(subject, posted('slack', 'm1'), null, drawnAt)
    await stage.drain()
    expect(stage.slack.shown.get('m1')).toBe('accepted inviter to all')
  })
})

describe('two refreshes of one copy at once', () => {
  /** The first one has drawn and its edit is under way when the subject changes and a second one comes. */
  async function race(refresh: () => Promise<void>): Promise<string | undefined> {
    const editing = deferred()
    const release = deferred()
    stage.slack.beforeEdit = async () => {
      stage.slack.beforeEdit = () => undefined
      editing.resolve()
      await release.promise
      return undefined
    }
    const first = refresh()
    await editing.promise
    state.i1 = 'accepted'
    const second = await refresh().then(
      () => 'drawn',
      (error: unknown) => (error instanceof TryLater ? 'later' : Promise.reject(error)),
    )
    release.resolve()
    await first
    if (second === 'later') await refresh()
    return stage.slack.shown.get('m1')
  }

  test('end with the newest state', async () => {
    await remember('slack', 'm1')
    expect(await race(() => stage.cards.refresh('invitation', 'i1', 'a1'))).toBe('accepted inviter to all')
  })

  test('control: drawing and editing without a claim ends with an old one', async () => {
    const naive = async () => {
      const card = await invitation.draw('i1', 'inviter', reader(), null)
      if (card) await stage.slack.edit(posted('slack', 'm1'), card)
    }
    expect(await race(naive)).toBe('pending inviter to all')
  })

  test('whose worker was killed while editing is done by another after thirty seconds', async () => {
    await remember('slack', 'm1')
    const editing = deferred()
    stage.slack.beforeEdit = () => {
      editing.resolve()
      return new Promise(() => {})
    }
    void stage.cards.refresh('invitation', 'i1', 'a1')
    await editing.promise
    stage.slack.beforeEdit = () => undefined
    const messengers = new Map([['slack' as const, stage.slack]])
    const { dataSource: db } = database
    const other = createCards({ db, messengers, kinds: [invitation], clock: stage.clock, log: stage.log })
    await expect(other.refresh('invitation', 'i1', 'a1')).rejects.toThrow(TryLater)
    stage.clock.advance(30_000)
    await other.refresh('invitation', 'i1', 'a1')
    expect(stage.slack.shown.get('m1')).toBe('pending inviter to all')
  })
})

test('after a hundred changes under four workers every copy shows the last state', async () => {
  const copies = ['m1', 'm2', 'm3']
  for (const copy of copies) await remember('slack', copy)
  const workers = Array.from({ length: 4 }, () => stage.worker())
  stage.slack.beforeEdit = async () => {
    for (let ticks = Math.random() * 5; ticks > 0; ticks -= 1) await new Promise(setImmediate)
    return undefined
  }
  for (let change = 1; change <= 100; change += 1) {
    state.i1 = `change ${change}`
    await oweRefresh()
    if (change % 5 === 0) await Promise.all(workers.map((worker) => worker.deliverDue()))
  }
  while ((await allStatuses()).includes('owed')) {
    stage.clock.advance(1_000)
    await Promise.all(workers.map((worker) => worker.drain()))
  }
  for (const copy of copies) expect(stage.slack.shown.get(copy)).toBe('change 100 inviter to all')
})

test('a platform that is not connected here is passed over', async () => {
  await remember('discord', 'm9')
  const slack = new FakeMessenger('slack', stage.clock)
  const { dataSource: db } = database
  const messengers = new Map([['slack' as const, slack]])
  const cards = createCards({ db, messengers, kinds: [invitation], clock: stage.clock, log: stage.log })
  await expect(cards.refresh('invitation', 'i1', 'a1')).resolves.toBeUndefined()
  await expect(cards.refresh('unheardOf', 'i1', 'a1')).rejects.toThrow('no feature declares cards of type')
})

function deferred() {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
