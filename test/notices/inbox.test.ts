import type { Answer, Card, Context, Row } from '../../src/chat'
import { createInbox, type NoticeKind } from '../../src/notices'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { createStage, outboxRows, saying } from './stage'

let database: TestDatabase
let stage: ReturnType<typeof createStage>
let offered: Row[]

const approving: NoticeKind = {
  name: 'test.approve',
  draw: async () => ({ card: { title: 'Approve?', buttons: [{ label: 'Yes', press: 'test.yes:1' }] } }),
}
/** Who may still read what is for readers only. */
const readers = new Set<string>()
const confided: NoticeKind = {
  name: 'test.confided',
  mayRead: async (_owed, personId) => readers.has(personId),
  draw: async () => ({ card: { title: 'Invoice 7' } }),
}
const broken: NoticeKind = {
  name: 'test.broken',
  draw: async () => {
    throw new Error('the secret words of a message')
  },
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM outbox')
  stage = createStage(database.dataSource, { notices: [approving, broken, confided] })
  await stage.people.found()
  offered = []
})

const blocked = () => ({ ok: false, why: 'blocked' }) as const

/** A person whom no private message reaches. */
async function addBlocked(name: string): Promise<string> {
  const id = await stage.people.add(name, { slack: `U${name}-${stage.people.tenant}` })
  stage.slack.before = blocked
  return id
}

function contextOf(personId: string, accountId: string | null = null): Context {
  const now = stage.clock.now()
  const context: Context = {
    renew: async () => context,
    actor: { personId, name: 'n', accountRoles: [], workspaceRoles: [], teamRoles: [] },
    sender: { platform: 'slack', tenant: 'T', userId: 'U', name: 'n' },
    place: {
      platform: 'slack',
      tenant: accountId === null ? null : 'T',
      channelId: 'C',
      direct: false,
      shared: false,
    },
    reader: { locale: 'en', timeZone: 'UTC', now },
    files: [],
    at: now,
    key: 'k',
    home: accountId === null ? null : { connectionId: 'c', accountId, workspaceId: 'w', defaultTeamId: null },
  }
  return context
}

function inbox() {
  const providers = [{ waiting: async () => offered }]
  const kinds = [saying, approving, broken, confided]
  return createInbox({ db: database.dataSource, kinds, providers, log: stage.log })
}

async function open(personId: string, accountId: string | null = null): Promise<Card> {
  const [command] = inbox().chat.commands ?? []
  return cardOf(await command?.run(contextOf(personId, accountId), {}))
}

async function press(personId: string, ref: string | undefined): Promise<Answer> {
  const [name, ...ids] = (ref ?? '').split(':')
  const found = inbox().chat.presses?.find((declared) => declared.name === name)
  return (await found?.run(contextOf(personId), ids)) as Answer
}

function cardOf(answer: unknown): Card {
  return (answer as Extract<Answer, { kind: 'say' | 'replace' }>).card
}

const status = async () => (await outboxRows(database.dataSource)).map((row) => row.status)

describe('/inbox', () => {
  test('says privately that nothing waits', async () => {
    const ann = await stage.people.add('Ann')
    const [command] = inbox().chat.commands ?? []
    const answer = await command?.run(contextOf(ann), {})
    expect(answer).toMatchObject({ audience: 'private', card: { title: 'Nothing waits for you' } })
  })

  test('lists what features offer first, then what could not be delivered (H14)', async () => {
    const ann = await addBlocked('Ann')
    await stage.people.say(ann, 'You were removed')
    await stage.drain()
    offered = [{ text: 'Invitation to Alpha' }]
    const card = await open(ann)
    expect(card.title).toBe('2 things wait for you')
    expect(card.rows?.[0]?.text).toBe('Invitation to Alpha')
    expect(card.rows?.[1]?.text).toContainEqual({ bold: 'You were removed' })
    expect(card.rows?.[1]?.text).toContainEqual({ time: stage.clock.now(), style: 'relative' })
  })

  test('what could not be delivered comes before what only waits here, of which all is marked as read at once', async () => {
    const ann = await stage.people.add('Ann')
    const owed = (words: string) => stage.people.say(ann, words)
    const put = (status: string) =>
      database.dataSource.query(`UPDATE outbox SET status = $1 WHERE status = 'owed'`, [status])
    for (let number = 1; number <= 101; number += 1) {
      await owed(`kept ${number}`)
      stage.clock.advance(1)
    }
    await put('kept')
    await owed('You were removed')
    await put('undeliverable')
    const card = await open(ann)
    expect(card.rows?.[0]?.text).toContainEqual({ bold: 'You were removed' })
    const button = card.buttons?.at(-1)
    if (!(button && 'press' in button)) throw new Error('no button')
    expect(button.label).toBe('Mark all that only waits here as read')
    stage.clock.advance(1)
    await owed('kept meanwhile')
    await put('kept')
    const left = cardOf(await press(ann, button.press))
    // 99 were shown; the others are newer than what was seen.
    expect(left.title).toBe('4 things wait for you')
    expect(left.rows?.[0]?.text).toContainEqual({ bold: 'You were removed' })
  })

  test('shows nobody the notes of somebody else', async () => {
    const ann = await addBlocked('Ann')
    const ben = await stage.people.add('Ben')
    await stage.people.say(ann, 'Hello')
    await stage.drain()
    expect((await open(ben)).rows).toBeUndefined()
  })

  test('shows nothing of another account while one account is spoken for (R21)', async () => {
    const ann = await addBlocked('Ann')
    await stage.people.say(ann, 'Hello')
    await stage.drain()
    expect((await open(ann, 'another')).rows).toBeUndefined()
    expect((await open(ann, stage.people.accountId)).rows).toHaveLength(1)
  })

  test('is paged, and a page that no longer exists shows the last one (B10)', async () => {
    const ann = await stage.people.add('Ann')
    offered = Array.from({ length: 9 }, (_, index) => ({ text: `row ${index}` }))
    const first = await open(ann)
    expect(first.rows).toHaveLength(8)
    expect(first.buttons).toEqual([{ label: 'Next (page 2 of 2)', press: 'inbox.page:1' }])
    const second = cardOf(await press(ann, 'inbox.page:1'))
    expect(second).toMatchObject({ rows: [{ text: 'row 8' }], context: 'Page 2 of 2' })
    expect(cardOf(await press(ann, 'inbox.page:99'))).toEqual(second)
  })
})

describe('a note', () => {
  test('marked as read is gone, also when the click comes twice (R19)', async () => {
    const ann = await addBlocked('Ann')
    await stage.people.say(ann, 'Hello')
    await stage.drain()
    const button = (await open(ann)).rows?.[0]?.button
    expect(button?.label).toBe('Mark as read')
    for (let click = 0; click < 2; click += 1)
      expect(cardOf(await press(ann, button?.press)).title).toBe('Nothing waits for you')
    expect(await status()).toEqual(['seen'])
  })

  test('keeps no sealed token after it was read', async () => {
    const ann = await addBlocked('Ann')
    const data = { words: 'Approve?', token: 'sealed' }
    await stage.people.owe({ kind: 'notice', personId: ann, name: 'test.said', subjectId: 's', data })
    await stage.drain()
    await press(ann, (await open(ann)).rows?.[0]?.button?.press)
    expect(await outboxRows(database.dataSource)).toMatchObject([
      { status: 'seen', data: { words: 'Approve?' } },
    ])
    expect((await outboxRows(database.dataSource))[0]?.data).not.toHaveProperty('token')
  })

  test('stays when somebody else presses its button (B3)', async () => {
    const ann = await addBlocked('Ann')
    const ben = await stage.people.add('Ben')
    const [id] = await stage.people.say(ann, 'Hello')
    await stage.drain()
    await press(ben, `inbox.read:${id}`)
    await press(ben, `inbox.open:${id}`)
    expect(await status()).toEqual(['undeliverable'])
  })

  test('with buttons of its own is opened whole, and stays until it is marked as read (H17, R19)', async () => {
    const ann = await addBlocked('Ann')
    await stage.people.owe({ kind: 'notice', personId: ann, name: 'test.approve', subjectId: 's' })
    await stage.drain()
    const button = (await open(ann)).rows?.[0]?.button
    expect(button?.label).toBe('Open')
    const card = cardOf(await press(ann, button?.press))
    const read = { label: 'Mark as read', press: expect.stringMatching('^inbox.read:') }
    expect(card).toEqual({ title: 'Approve?', buttons: [{ label: 'Yes', press: 'test.yes:1' }, read] })
    expect(await status()).toEqual(['undeliverable'])
    expect(cardOf(await press(ann, button?.press))).toEqual(card)
    await press(ann, button?.press.replace('open', 'read'))
    expect(await status()).toEqual(['seen'])
  })

  test('that has become untrue disappears by itself', async () => {
    const ann = await addBlocked('Ann')
    await stage.people.say(ann, 'Hello')
    await stage.drain()
    await database.dataSource.query(`UPDATE outbox SET data = '{"words": null}'`)
    expect((await open(ann)).rows).toBeUndefined()
    expect(await status()).toEqual(['seen'])
  })

  test('R4 of what is not their business any more is neither delivered nor shown, by an old button either', async () => {
    const ann = await addBlocked('Ann')
    const ben = await stage.people.add('Ben', { address: 'ben@acme.test' })
    const owe = (personId: string) =>
      stage.people.owe({ kind: 'notice', personId, name: 'test.confided', subjectId: 's' })
    readers.add(ann)
    const [id] = await owe(ann)
    await owe(ben)
    await stage.drain()
    expect(stage.mailer.sent).toEqual([])
    expect((await open(ann)).rows?.[0]?.text).toContainEqual({ bold: 'Invoice 7' })
    readers.delete(ann)
    expect(cardOf(await press(ann, `inbox.open:${id}`)).title).toBe('Nothing waits for you')
    expect(await status()).toEqual(['seen', 'done'])
  })

  test('that cannot be drawn does not hide the others, and its words are not logged', async () => {
    const ann = await addBlocked('Ann')
    await stage.people.say(ann, 'Hello')
    await stage.drain()
    stage.clock.advance(1)
    const [id] = await stage.people.owe({
      kind: 'notice',
      personId: ann,
      name: 'test.broken',
      subjectId: 's',
    })
    await database.dataSource.query(`UPDATE outbox SET status = 'undeliverable'`)
    const card = await open(ann)
    expect(card.rows).toHaveLength(2)
    expect(stage.logged.join()).toContain(id)
    expect(stage.logged.join()).not.toContain('secret words')
  })
})
