import { TryLater } from '../../src/chat'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { outboxRows } from './stage'
import { createWishing } from './wishing'

let database: TestDatabase
let wishing: ReturnType<typeof createWishing>
let stage: ReturnType<typeof createWishing>['stage']

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM outbox')
  wishing = createWishing(database.dataSource)
  stage = wishing.stage
  await stage.people.found()
})

const rows = () => outboxRows(database.dataSource)
const statuses = async () => (await rows()).map((row) => row.status)
const titles = () => stage.slack.sent.map((sent) => sent.title)
const blocked = () => ({ ok: false, why: 'blocked' }) as const
const owe = (...args: Parameters<typeof wishing.owe>) => wishing.owe(...args)
const add = (...args: Parameters<typeof wishing.add>) => wishing.add(...args)
const wish = (...args: Parameters<typeof wishing.wish>) => wishing.wish(...args)

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
    wishing.broken.add('broken')
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

  test('those of a mail that are answered in chat come there alone, with their buttons', async () => {
    const ann = await add({ slack: true, address: true })
    await wish(ann, { destination: 'mail', quiet: 'never' })
    await owe(ann, 'answerableReview')
    await oweMany(ann, 6)
    await stage.drain()
    expect(stage.mailer.sent).toMatchObject([{ subject: '6 things happened' }])
    expect(JSON.stringify(stage.mailer.sent[0]?.mail)).not.toContain('Approve?')
    expect(titles()).toEqual(['Approve?'])
    expect(new Set(await statuses())).toEqual(new Set(['done']))
  })

  test('many that are answered in chat come there as one; a platform that is away holds up only those', async () => {
    const ann = await add({ slack: true, address: true })
    await wish(ann, { destination: 'mail', quiet: 'never' })
    await oweMany(ann, 6, 'answerableReview')
    await oweMany(ann, 2)
    stage.slack.before = () => {
      throw new TryLater(60_000, 'away')
    }
    await stage.drain()
    expect(stage.mailer.sent).toMatchObject([{ subject: '2 things happened' }])
    stage.slack.before = () => undefined
    stage.clock.advance(60_000)
    await stage.drain()
    expect(titles()).toEqual(['6 things happened'])
    expect(stage.mailer.sent).toHaveLength(1)
  })

  test('they come as one also behind a long queue of somebody else', async () => {
    const [ann, ben] = [await add({ slack: true }), await add({ slack: true })]
    await stage.people.flood(ann, 2_100)
    stage.clock.advance(1)
    await oweMany(ben, 9)
    await stage.deliverDue()
    expect(titles()).toContain('9 things happened')
  })

  test('whoever leaves a topic out while they wait gets the others only', async () => {
    const ann = await add({ slack: true })
    await oweMany(ann, 4)
    await oweMany(ann, 4, 'money')
    stage.slack.before = () => {
      throw new TryLater(60_000, '429')
    }
    await stage.drain()
    stage.slack.before = () => undefined
    await wish(ann, { muted: { slack: ['money'], discord: ['money'], mail: ['money'] } })
    stage.clock.advance(60_000)
    await stage.drain()
    expect(titles()).toEqual(['4 things happened'])
    expect((await rows()).filter(({ name }) => name === 'test.money').map(({ status }) => status)).toEqual(
      Array(4).fill('kept'),
    )
  })
})

describe('on a platform that puts a message in place of an earlier one with the same key', () => {
  /** As Discord does: by a user and a key there is one message, whose card is replaced. */
  const shown = new Map<string, string>()

  beforeEach(() => {
    shown.clear()
    const { discord } = stage
    const direct = discord.direct.bind(discord)
    discord.direct = async (to, card, reader, key) => {
      shown.set(`${to.userId} ${key}`, JSON.stringify(card.rows ?? card.title))
      return direct(to, card, reader, key)
    }
  })

  const isRead = (words: string) => [...shown.values()].some((card) => card.includes(`"${words}"`))

  test('H17 rows that could not be drawn at first come later without taking the place of the others', async () => {
    const ann = await add({ discord: true })
    const words = Array.from({ length: 14 }, (_, index) => `No. ${index + 1}`)
    for (const each of words) await owe(ann, 'outcome', each)
    for (const each of words.slice(8)) wishing.broken.add(each)
    await stage.drain()
    wishing.broken.clear()
    stage.clock.advance(2_000)
    await stage.drain()
    expect(words.filter((each) => !isRead(each))).toEqual([])
    expect(new Set(await statuses())).toEqual(new Set(['done']))
  })

  test('H17 two halves of what goes together, each held by another worker, are two messages', async () => {
    const ann = await add({ discord: true })
    const words = Array.from({ length: 8 }, (_, index) => `No. ${index + 1}`)
    for (const each of words) await owe(ann, 'outcome', each)
    await database.dataSource.query(`UPDATE outbox SET digest_id = 'both'`)
    const half = `id IN (SELECT id FROM outbox ORDER BY due_at, id LIMIT 4)`
    const until = new Date(stage.clock.now() + 20_000)
    await database.dataSource.query(`UPDATE outbox SET claimed_until = $1 WHERE ${half}`, [until])
    await stage.drain()
    stage.clock.advance(20_000)
    await stage.drain()
    expect(stage.discord.sent.map(({ title }) => title)).toEqual(['4 things happened', '4 things happened'])
    expect(words.filter((each) => !isRead(each))).toEqual([])
  })
})
