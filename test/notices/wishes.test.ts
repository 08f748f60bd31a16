import { HOUR_MS } from '../../src/clock'
import type { Database } from '../../src/db'
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

  test('whoever ends them while a worker looks at a message is told at once', async () => {
    const ann = await add({ slack: true })
    setHour(22)
    await wish(ann, { quiet: 'own' })
    await owe(ann, 'outcome', 'Accepted')
    const { dataSource } = database
    const changing: Database = {
      getRepository: dataSource.getRepository.bind(dataSource),
      query: async (sql: string, parameters?: unknown[]) => {
        stage.clock.advance(1)
        if (sql.includes('held_until')) await wish(ann, { quiet: 'never' })
        return dataSource.query(sql, parameters)
      },
    }
    await stage.worker(changing).deliverDue()
    expect(await rows()).toMatchObject([{ status: 'owed', attempts: 0 }])
    await stage.drain()
    expect(titles()).toEqual(['Accepted'])
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
