import { TryLater } from '../../src/chat'
import { MINUTE_MS } from '../../src/clock'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { createStage, outboxRows } from './stage'

let database: TestDatabase
let stage: ReturnType<typeof createStage>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM outbox')
  stage = createStage(database.dataSource)
  await stage.people.found()
})

const statuses = async () => (await outboxRows(database.dataSource)).map((row) => row.status)
const blocked = () => ({ ok: false, why: 'blocked' }) as const

test('the sealed token of a notice goes with its delivery, the rest of its data stays', async () => {
  const ann = await stage.people.add('Ann', { slack: 'U0' })
  const data = { words: 'A request waits', token: 'sealed' }
  await stage.people.owe({ kind: 'notice', personId: ann, name: 'test.said', subjectId: 's', data })
  expect(await outboxRows(database.dataSource)).toMatchObject([{ data }])
  await stage.drain()
  expect(await outboxRows(database.dataSource)).toMatchObject([
    { status: 'done', data: { words: 'A request waits' } },
  ])
  expect((await outboxRows(database.dataSource))[0]?.data).not.toHaveProperty('token')
})

describe('whom a notice reaches', () => {
  test('it goes to the platform where the person was last active', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U1', discord: 'D1' })
    await stage.people.say(ann, 'You are now an admin')
    await stage.drain()
    expect(stage.discord.sent).toMatchObject([{ userId: 'D1', title: 'You are now an admin' }])
    expect(stage.slack.sent).toEqual([])
    expect(await statuses()).toEqual(['done'])
  })

  test('a person who blocks one platform is told on the other (B12)', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U2', discord: 'D2' })
    stage.discord.before = blocked
    await stage.people.say(ann, 'Hello')
    await stage.drain()
    expect(stage.slack.sent).toMatchObject([{ userId: 'U2' }])
    expect(await statuses()).toEqual(['done'])
  })

  test('blocked everywhere, it waits undelivered and the actor is told once (H14, B12)', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U3', discord: 'D3', address: 'ann@acme.com' })
    const olaf = await stage.people.add('Olaf', { slack: 'U4' })
    stage.discord.before = blocked
    stage.slack.before = (to) => (to.userId === 'U3' ? blocked() : undefined)
    await stage.people.say(ann, 'You were removed', olaf)
    await stage.drain()
    await stage.drain()
    expect(stage.slack.sent).toMatchObject([{ userId: 'U4', title: 'Ann could not be told' }])
    expect(stage.mailer.sent).toEqual([])
    expect((await statuses()).sort()).toEqual(['done', 'undeliverable'])
  })

  test('nobody is told that they could not tell themselves', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U5' })
    stage.slack.before = blocked
    await stage.people.say(ann, 'You created a team', ann)
    await stage.drain()
    expect(await statuses()).toEqual(['undeliverable'])
  })

  test('a person without a chat user gets a mail made from the card', async () => {
    const ben = await stage.people.add('Ben', { address: 'ben@acme.com' })
    const [id] = await stage.people.say(ben, 'Your invitation expires')
    await stage.drain()
    expect(stage.mailer.sent).toMatchObject([
      {
        to: 'ben@acme.com',
        subject: 'Your invitation expires',
        key: id,
        mail: { paragraphs: ['in team Alpha'] },
      },
    ])
  })

  test('a person whose only Slack workspace has removed the bot is told by mail (B15)', async () => {
    const ben = await stage.people.add('Ben', { slack: 'U10', address: 'ben2@acme.com' })
    stage.slack.before = () => ({ ok: false, why: 'disconnected' })
    await stage.people.say(ben, 'Hello')
    await stage.drain()
    expect(stage.mailer.sent).toMatchObject([{ to: 'ben2@acme.com' }])
    expect(await statuses()).toEqual(['done'])
  })

  test('without chat user and address it is undeliverable, and the actor is told so', async () => {
    const ben = await stage.people.add('Ben')
    const olaf = await stage.people.add('Olaf', { slack: 'U6' })
    await stage.people.say(ben, 'Hello', olaf)
    await stage.drain()
    expect(stage.slack.sent).toMatchObject([{ userId: 'U6', title: 'Ben could not be told' }])
  })

  test('the Slack workspace of another account learns nothing (R21)', async () => {
    const cleo = await stage.people.add('Cleo', { address: 'cleo@acme.com' })
    await stage.people.join(cleo, 'slack', 'TFOREIGN', 'U7', stage.clock.now())
    await stage.people.say(cleo, 'You are now an admin')
    await stage.drain()
    expect(stage.slack.sent).toEqual([])
    expect(stage.mailer.sent).toHaveLength(1)
  })

  test('what is no longer true is not sent', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U8' })
    await stage.people.say(ann, null)
    await stage.drain()
    expect(stage.slack.calls).toBe(0)
    expect(await statuses()).toEqual(['done'])
  })
})

describe('mails', () => {
  const mail = (to: string, actorId: string | null = null) =>
    stage.people.owe({
      kind: 'mail',
      name: 'test.mail',
      subjectId: 's',
      actorId,
      data: { to, words: 'Join Alpha', sealedToken: 'x' },
    })

  test('what a mail was made from is forgotten once it is sent', async () => {
    const [id] = await mail('ann@acme.com')
    await stage.drain()
    expect(stage.mailer.sent).toMatchObject([{ to: 'ann@acme.com', subject: 'Join Alpha', key: id }])
    expect(await outboxRows(database.dataSource)).toMatchObject([{ status: 'done', data: null }])
  })

  test('the actor learns that an address was refused for good', async () => {
    const olaf = await stage.people.add('Olaf', { slack: 'U9' })
    stage.mailer.before = () => ({ ok: false, why: '550 no such user' })
    await mail('nobody@acme.com', olaf)
    await stage.drain()
    expect(stage.slack.sent).toMatchObject([{ title: 'nobody@acme.com could not be told' }])
    const refused = (await outboxRows(database.dataSource)).find((row) => row.name === 'test.mail')
    expect(refused).toMatchObject({ status: 'undeliverable', data: null })
  })

  test('a mail server that is down loses nothing', async () => {
    stage.mailer.before = () => {
      throw new TryLater(30_000, 'connection refused')
    }
    await mail('ann@acme.com')
    await stage.drain()
    stage.mailer.before = () => undefined
    stage.clock.advance(30_000)
    await stage.drain()
    expect(stage.mailer.sent).toHaveLength(1)
  })
})

describe('waiting and failing', () => {
  test('Retry-After is obeyed to the millisecond, by everybody in that workspace (B11)', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U20' })
    const ben = await stage.people.add('Ben', { slack: 'U21' })
    stage.slack.before = () => {
      throw new TryLater(45_000, '429')
    }
    await stage.people.say(ann, 'one')
    await stage.drain()
    await stage.people.say(ben, 'two')
    await stage.drain()
    expect(stage.slack.calls).toBe(1)
    stage.slack.before = () => undefined
    stage.clock.advance(44_999)
    await stage.drain()
    expect(stage.slack.calls).toBe(1)
    stage.clock.advance(1)
    await stage.drain()
    expect(stage.slack.sent.map((sent) => sent.title).sort()).toEqual(['one', 'two'])
  })

  test('an outage of a day loses nothing and keeps the order for each person (Q2)', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U22' })
    stage.slack.before = () => {
      throw new TryLater(1_000, 'service unavailable')
    }
    await stage.people.say(ann, 'first')
    stage.clock.advance(1)
    await stage.people.say(ann, 'second')
    for (let minute = 0; minute < 1_440; minute += 10) {
      await stage.drain()
      stage.clock.advance(10 * MINUTE_MS)
    }
    expect(await statuses()).toEqual(['owed', 'owed'])
    await stage.drain()
    stage.slack.before = () => undefined
    stage.clock.advance(30_000)
    await stage.drain()
    expect(stage.slack.sent.map((sent) => sent.title)).toEqual(['first', 'second'])
  })

  test('an unexpected error is tried again with growing pauses, and after twenty attempts waits in the inbox', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U23' })
    stage.slack.before = () => {
      throw new RangeError('the secret words of a message')
    }
    const [id] = await stage.people.say(ann, 'Hello')
    const pausesMs: number[] = []
    for (;;) {
      await stage.drain()
      const [row] = await outboxRows(database.dataSource)
      if (row?.status !== 'owed') break
      pausesMs.push(row.due_at - stage.clock.now())
      stage.clock.set(row.due_at)
    }
    expect(pausesMs.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(pausesMs.at(-1)).toBe(10 * MINUTE_MS)
    expect(stage.slack.calls).toBe(20)
    expect(await outboxRows(database.dataSource)).toMatchObject([
      { status: 'undeliverable', last_error: 'RangeError', attempts: 20 },
    ])
    expect(stage.logged.join()).toContain(id)
    expect(stage.logged.join()).not.toContain('secret words')
  })

  test('one notice that cannot be drawn does not hold up the next one for the same person', async () => {
    const ann = await stage.people.add('Ann', { slack: 'U24' })
    await stage.people.owe({ kind: 'notice', personId: ann, name: 'test.unheardOf', subjectId: 's' })
    await stage.people.say(ann, 'Hello')
    await stage.drain()
    expect(stage.slack.sent.map((sent) => sent.title)).toEqual(['Hello'])
    expect((await statuses()).sort()).toEqual(['done', 'owed'])
  })
})
