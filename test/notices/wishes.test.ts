import { TryLater } from '../../src/chat'
import { HOUR_MS, isoTime } from '../../src/clock'
import type { NoticeKind, NoticeTopic } from '../../src/notices'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { createStage, outboxRows } from './stage'

let database: TestDatabase
let stage: ReturnType<typeof createStage>

const about = (topic: NoticeTopic): NoticeKind => ({
  name: `test.${topic}`,
  topic,
  draw: async ({ data }) => {
    if (data.words === 'broken') throw new RangeError('broken')
    return data.words === null ? null : { card: { title: String(data.words), text: 'in team Alpha' } }
  },
})
/** Follows what it shows, and has no mail of its own. */
const answerable: NoticeKind = {
  name: 'test.answerable',
  draw: async () => ({ card: { title: 'Approve?' }, subject: { type: 'test', id: 's', view: 'v' } }),
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM outbox')
  const topics = ['outcome', 'reminder', 'review', 'money'] as const
  stage = createStage(database.dataSource, { notices: [...topics.map(about), answerable] })
  await stage.people.found()
})

const rows = () => outboxRows(database.dataSource)
const statuses = async () => (await rows()).map((row) => row.status)
const titles = () => stage.slack.sent.map((sent) => sent.title)
const blocked = () => ({ ok: false, why: 'blocked' }) as const

const owe = (personId: string, name: string, words: string | null = 'Hello', actorId?: string) =>
  stage.people.owe({
    ...{ kind: 'notice', personId, name: `test.${name}`, subjectId: 's', data: { words } },
    ...(actorId && { actorId }),
  })

let people = 0
async function add(on: { slack?: boolean; discord?: boolean; address?: boolean }): Promise<string> {
  people += 1
  return stage.people.add(`P${people}`, {
    ...(on.slack && { slack: `W${people}` }),
    ...(on.discord && { discord: `8${people}` }),
    ...(on.address && { address: `p${people}@acme.test` }),
  })
}

/** As `/profile` would save it. */
const wish = (personId: string, wishes: Record<string, unknown>) => {
  const { destination = 'active', quiet = 'usual', from = 20, until = 8, zone = null, muted = {} } = wishes
  return database.dataSource.query(
    `INSERT INTO preference (person_id, account_id, destination, quiet, quiet_from, quiet_until, time_zone, muted, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[personId, stage.people.accountId, destination, quiet, from, until, zone],
      ...[JSON.stringify(muted), isoTime(stage.clock.now())],
    ],
  )
}

const setHour = (hour: number) => stage.clock.set(Date.UTC(2026, 0, 5, hour))

describe('R20 quiet hours', () => {
  test('a reminder of the evening comes at eight in the morning, and waiting counts as no attempt', async () => {
    const ann = await add({ slack: true })
    setHour(22)
    await owe(ann, 'reminder', 'Runs out')
    await owe(ann, 'outcome', 'Accepted')
    await stage.drain()
    expect(titles()).toEqual(['Accepted'])
    const [held] = (await rows()).filter((row) => row.name === 'test.reminder')
    expect(held).toMatchObject({ status: 'owed', attempts: 0, last_error: null })
    stage.clock.advance(10 * HOUR_MS - 1)
    await stage.drain()
    expect(titles()).toHaveLength(1)
    stage.clock.advance(1)
    await stage.drain()
    expect(titles()).toEqual(['Accepted', 'Runs out'])
    expect(await rows()).toMatchObject([{ attempts: 1 }, { attempts: 1, last_error: null }])
  })

  test('hours of their own hold by their own clock, and nothing that is no longer true comes in the morning', async () => {
    const ann = await add({ slack: true })
    await wish(ann, { quiet: 'own', from: 22, until: 7, zone: 'Asia/Tokyo' })
    // One in the afternoon in London is ten at night in Tokyo.
    setHour(13)
    await owe(ann, 'outcome', 'Accepted')
    await owe(ann, 'outcome', null)
    await owe(ann, 'answerable')
    await stage.drain()
    expect(titles()).toEqual(['Approve?'])
    setHour(22)
    await stage.drain()
    expect(titles()).toEqual(['Approve?', 'Accepted'])
  })
})

describe('where and what', () => {
  const everywhere = (topic: string) => ({ slack: [topic], discord: [topic], mail: [topic] })

  test('a reminder that is wanted nowhere is not sent; an outcome waits in the inbox, and nobody is told of it', async () => {
    const [ann, olivia] = [await add({ slack: true, address: true }), await add({ slack: true })]
    await wish(ann, { muted: { ...everywhere('reminder') } })
    await owe(ann, 'reminder')
    await stage.drain()
    await database.dataSource.query('DELETE FROM preference')
    await wish(ann, { muted: { ...everywhere('outcome') } })
    await owe(ann, 'outcome', 'Accepted', olivia)
    await stage.drain()
    expect([...stage.slack.sent, ...stage.mailer.sent]).toEqual([])
    expect(await statuses()).toEqual(['done', 'kept'])
  })

  test('a topic that is left out in one place comes in the other, though they were active there last', async () => {
    const ann = await add({ slack: true, discord: true })
    await wish(ann, { muted: { discord: ['money'] } })
    await owe(ann, 'money', 'Paid')
    await owe(ann, 'outcome', 'Accepted')
    await stage.drain()
    expect(titles()).toEqual(['Paid'])
    expect(stage.discord.sent.map((sent) => sent.title)).toEqual(['Accepted'])
  })

  test('whoever wishes mails gets them and reads why; what is answered on a card comes in chat', async () => {
    const ann = await add({ slack: true, address: true })
    await wish(ann, { destination: 'mail' })
    await owe(ann, 'outcome', 'Accepted')
    await owe(ann, 'answerable')
    await stage.drain()
    expect(stage.mailer.sent).toMatchObject([{ subject: 'Accepted' }])
    expect(JSON.stringify(stage.mailer.sent[0]?.mail.footer)).toMatch(/because you wish so.*profile/)
    expect(titles()).toEqual(['Approve?'])
  })

  test('mails that are refused, and people without an address, are told in chat', async () => {
    const [ann, ben] = [await add({ slack: true, address: true }), await add({ slack: true })]
    stage.mailer.before = () => ({ ok: false, why: 'unknown' })
    for (const person of [ann, ben]) {
      await wish(person, { destination: 'mail' })
      await owe(person, 'outcome', 'Accepted')
    }
    await stage.drain()
    expect(titles()).toEqual(['Accepted', 'Accepted'])
  })

  test('B12 H14 a private message that is refused is no mail; it waits in the inbox and the actor is told', async () => {
    const [ann, olivia] = [await add({ slack: true, address: true }), await add({ discord: true })]
    stage.slack.before = blocked
    await wish(ann, { destination: 'slack' })
    await owe(ann, 'outcome', 'Accepted', olivia)
    await stage.drain()
    expect(stage.mailer.sent).toEqual([])
    expect(await statuses()).toEqual(['undeliverable', 'done'])
    expect(stage.discord.sent).toMatchObject([{ title: expect.stringContaining('could not be told') }])
  })

  test('who has no chat user gets a mail that says so, whatever they wish', async () => {
    const ann = await add({ address: true })
    await wish(ann, { destination: 'discord' })
    await owe(ann, 'outcome', 'Accepted')
    await stage.drain()
    expect(stage.mailer.sent).toMatchObject([{ mail: { footer: expect.stringContaining('knows no Slack') } }])
  })
})

describe('many at once', () => {
  async function oweMany(personId: string, count: number, name = 'outcome'): Promise<void> {
    for (let number = 1; number <= count; number += 1) {
      await owe(personId, name, `No. ${number}`)
      stage.clock.advance(1)
    }
  }

  test('five notices come alone; six come as one message, after which all of them are done', async () => {
    const [ann, ben] = [await add({ slack: true }), await add({ slack: true })]
    await oweMany(ann, 5)
    await stage.drain()
    expect(titles()).toEqual(['No. 1', 'No. 2', 'No. 3', 'No. 4', 'No. 5'])
    await oweMany(ben, 6)
    await stage.drain()
    expect(titles().slice(5)).toEqual(['6 things happened'])
    expect(new Set(await statuses())).toEqual(new Set(['done']))
  })

  test('what needs its reader is never among them, and comes in its turn', async () => {
    const ann = await add({ slack: true })
    await stage.people.say(ann, 'You are Admin')
    await oweMany(ann, 3)
    await stage.people.say(ann, 'You are Member')
    await oweMany(ann, 4, 'money')
    await stage.drain()
    expect(titles()).toEqual(['You are Admin', '7 things happened', 'You are Member'])
  })

  test('H17 a worker that dies after sending leaves them together: sent again under the same key, without newer ones', async () => {
    const ann = await add({ slack: true })
    await oweMany(ann, 7)
    const { direct } = stage.slack
    let dead = () => {}
    const died = new Promise<void>((resolve) => {
      dead = resolve
    })
    stage.slack.direct = async (...args) => {
      await direct.apply(stage.slack, args)
      stage.slack.direct = direct
      dead()
      return new Promise<never>(() => {})
    }
    void stage.worker().deliverDue()
    await died
    await oweMany(ann, 1)
    stage.clock.advance(30_000)
    await stage.worker().drain()
    const sent = stage.slack.sent.map(({ title, key }) => ({ title, key }))
    expect(sent.map(({ title }) => title)).toEqual(['7 things happened', '7 things happened', 'No. 1'])
    expect(sent[1]?.key).toBe(sent[0]?.key)
    expect(new Set(await statuses())).toEqual(new Set(['done']))
  })

  test('B11 a platform that asks to wait puts all of them off together', async () => {
    const ann = await add({ slack: true })
    await oweMany(ann, 8)
    stage.slack.before = () => {
      throw new TryLater(60_000, '429')
    }
    await stage.drain()
    stage.slack.before = () => undefined
    await stage.drain()
    expect(stage.slack.sent).toEqual([])
    stage.clock.advance(60_000)
    await stage.drain()
    expect(titles()).toEqual(['8 things happened'])
  })

  test('one that cannot be drawn keeps none of the others, and one that is over is left out', async () => {
    const ann = await add({ slack: true })
    await owe(ann, 'outcome', 'broken')
    await owe(ann, 'outcome', null)
    await oweMany(ann, 6)
    await stage.drain()
    expect(titles()).toEqual(['6 things happened'])
    expect((await rows()).filter(({ status }) => status === 'owed')).toMatchObject([
      { data: { words: 'broken' } },
    ])
  })

  test('H14 where they cannot be delivered, each waits in the inbox, and each actor reads what it was', async () => {
    const [ann, olivia] = [await add({ slack: true }), await add({ discord: true })]
    stage.slack.before = blocked
    for (const words of ['one', 'two', 'three', 'four', 'five', 'six'])
      await owe(ann, 'outcome', words, olivia)
    await stage.drain()
    const undelivered = (await rows()).filter(({ status }) => status === 'undeliverable')
    expect(undelivered).toHaveLength(6)
    const told = (await rows()).filter(({ name }) => name === 'notice.unreachable')
    expect(told.map(({ data }) => data?.about).sort()).toEqual(['five', 'four', 'one', 'six', 'three', 'two'])
  })

  test('who wishes mails gets one mail with all of them in full', async () => {
    const ann = await add({ slack: true, address: true })
    await wish(ann, { destination: 'mail' })
    await oweMany(ann, 12)
    await stage.drain()
    expect(stage.mailer.sent).toMatchObject([{ subject: '12 things happened' }])
    expect(JSON.stringify(stage.mailer.sent[0]?.mail.paragraphs)).toContain('No. 12')
  })
})
