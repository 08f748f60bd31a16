import { Client } from 'pg'
import { auditView, listAudit } from '../../src/audit'
import { LIMITS, plainText, say } from '../../src/chat'
import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { createTestClock } from '../support/clock'
import { createTestDatabase, type TestDatabase } from '../support/database'

const clock = createTestClock()
const reader = { locale: 'en', timeZone: 'UTC', now: clock.now() }
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

interface Deed {
  accountId: string
  teamId: string
  actorId?: string
  action?: string
  platform?: string
  data?: object
}

async function record({ accountId, teamId, actorId, action = 'member.left', platform, data }: Deed) {
  clock.advance(1)
  await database.dataSource.query(
    `INSERT INTO audit_entry (id, account_id, team_id, actor_id, platform, action, subject_type, subject_id, data, at)
    VALUES ($1, $2, $3, $4, $5, $6, 'person', 'p', $7, $8)`,
    [newId(clock.now()), accountId, teamId, actorId, platform, action, data, isoTime(clock.now())],
  )
}

async function addPerson(name: string): Promise<string> {
  const id = newId(clock.now())
  const sql = 'INSERT INTO person (id, name, created_at) VALUES ($1, $2, $3)'
  await database.dataSource.query(sql, [id, name, isoTime(clock.now())])
  return id
}

async function asOwner(work: (owner: Client) => Promise<unknown>): Promise<void> {
  const owner = new Client({ connectionString: database.url })
  await owner.connect()
  try {
    await work(owner)
  } finally {
    await owner.end()
  }
}

const CHANGES = [
  `UPDATE audit_entry SET actor_id = NULL`,
  `UPDATE audit_entry SET actor_id = NULL WHERE false`,
  `DELETE FROM audit_entry`,
  `TRUNCATE audit_entry`,
]

describe('append-only (R18)', () => {
  beforeAll(() => record({ accountId: 'a0', teamId: 't0' }))

  test.each(CHANGES)('the application cannot: %s', async (sql) => {
    const [{ role }] = await database.dataSource.query('SELECT current_user AS role')
    expect(role).toBe('rolecall_app')
    await expect(database.dataSource.query(sql)).rejects.toThrow('permission denied for table audit_entry')
  })

  test.each(CHANGES)('neither can the owner of the table: %s', async (sql) => {
    const owner = new Client({ connectionString: database.url })
    await owner.connect()
    try {
      await expect(owner.query(sql)).rejects.toThrow('audit entries are append-only')
      const { rows } = await owner.query(
        `SELECT count(*)::int AS count FROM audit_entry WHERE team_id = 't0'`,
      )
      expect(rows).toEqual([{ count: 1 }])
    } finally {
      await owner.end()
    }
  })

  test('control: the application may add and read', async () => {
    await record({ accountId: 'a0', teamId: 'tc' })
    const { total } = await listAudit(database.dataSource, { accounts: ['a0'], teamId: 'tc', page: 0 })
    expect(total).toBe(1)
  })
})

describe('the entity and the migrations', () => {
  const differences = async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log()
    return upQueries.map(({ query }) => query).filter((query) => query.includes('audit_entry'))
  }

  test('describe the same table', async () => {
    expect(await differences()).toEqual([])
  })

  test('control: a column that only the database has is found', async () => {
    await asOwner((owner) => owner.query('ALTER TABLE audit_entry ADD COLUMN stray text'))
    expect(await differences()).toEqual(['ALTER TABLE "audit_entry" DROP COLUMN "stray"'])
    await asOwner((owner) => owner.query('ALTER TABLE audit_entry DROP COLUMN stray'))
  })
})

describe('reading the history of a team', () => {
  test('entries come newest first, in pages, with the names of the actors', async () => {
    const olivia = await addPerson('Olivia')
    for (let count = 1; count <= 10; count += 1)
      await record({ accountId: 'a1', teamId: 't1', actorId: olivia, data: { count } })
    const read = (page: number) => listAudit(database.dataSource, { accounts: ['a1'], teamId: 't1', page })
    const [first, second] = [await read(0), await read(1)]
    expect(first).toMatchObject({ total: 10, page: 0 })
    expect(first.entries.map((entry) => entry.data?.count)).toEqual([10, 9, 8, 7, 6, 5, 4, 3])
    expect(second.entries.map((entry) => entry.data?.count)).toEqual([2, 1])
    expect(first.entries[0]).toMatchObject({ actorName: 'Olivia', at: clock.now() })
  })

  test('nothing of another account or another team is seen (R21)', async () => {
    await record({ accountId: 'a2', teamId: 't2' })
    const read = (accounts: string[], teamId: string) =>
      listAudit(database.dataSource, { accounts, teamId, page: 0 })
    expect(await read(['a1'], 't2')).toMatchObject({ total: 0, entries: [] })
    expect(await read([], 't2')).toMatchObject({ total: 0 })
    expect(await read(['a2'], 't2')).toMatchObject({ total: 1 })
  })
})

describe('the view', () => {
  const show = async (deed: Omit<Deed, 'accountId' | 'teamId'>) => {
    const teamId = newId(clock.now())
    await record({ accountId: 'a3', teamId, ...deed })
    const page = await listAudit(database.dataSource, { accounts: ['a3'], teamId, page: 0 })
    const card = auditView(page, { title: 'History', context: 'In team Alpha' }, (to) => `team.audit:${to}`)
    return plainText(card.rows?.[0]?.text ?? '', { ...reader, now: clock.now() })
  }

  test.each([
    ['member.roleChanged', { name: 'Adam', from: 'member', to: 'admin' }, 'made Adam Admin (was Member)'],
    ['member.removed', { name: 'Adam', from: 'member', to: null }, 'removed Adam from the team'],
    ['invitation.sent', { name: 'ann@acme.com', role: 'member' }, 'invited ann@acme.com as Member'],
    [
      'team.settingsChanged',
      {
        from: { name: 'Alpha', memberChatbotCreation: false, memberDocumentUploads: true },
        to: { name: 'Alpha', memberChatbotCreation: true, memberDocumentUploads: true },
      },
      'changed the settings: Members may create chatbots on',
    ],
    [
      'request.approved',
      { name: 'Helper', requester: 'Maya', level: 'view', knowledge: false },
      'approved the request of Maya for the chatbot Helper (level view, documents not included)',
    ],
    [
      'request.passedOn',
      { name: 'Helper', to: 'Adam' },
      'passed the request for the chatbot Helper on to Adam',
    ],
    [
      'request.cancelled',
      { name: 'Helper', requester: 'Maya', why: 'requesterLeft' },
      'closed the request of Maya for the chatbot Helper, because they left the team',
    ],
    ['order.paidBack', { name: 'No 7' }, 'order paid back: No 7'],
    ['order.paidBack', undefined, 'order paid back'],
  ])('%s with %j', async (action, data, words) => {
    const olivia = await addPerson('Olivia')
    const line = await show({ actorId: olivia, action, platform: 'slack', ...(data && { data }) })
    expect(line).toBe(`Olivia ${words} · from Slack · Jan 5, 2026, 9:00 AM (this minute)`)
  })

  test('what the clock did is Rolecall’s', async () => {
    expect(await show({ action: 'invitation.expired', data: { name: 'Ann' } })).toMatch(
      /^Rolecall let the invitation of Ann expire · Jan 5/,
    )
  })

  test('pages are turned by buttons that name the page', () => {
    const view = (page: number) =>
      auditView(
        { entries: [], page, total: 20 },
        { title: 'History', context: 'In team Alpha' },
        (to) => `x:${to}`,
      )
    expect(view(0).buttons).toEqual([{ label: 'Next (page 2 of 3)', press: 'x:1' }])
    expect(view(1).buttons).toEqual([
      { label: 'Back', press: 'x:0' },
      { label: 'Next (page 3 of 3)', press: 'x:2' },
    ])
    expect(view(2).buttons).toEqual([{ label: 'Back', press: 'x:1' }])
  })

  test('a page of the longest names fits a card on both platforms', async () => {
    const long = await addPerson('N'.repeat(300))
    for (let count = 0; count < LIMITS.rows; count += 1)
      await record({
        accountId: 'a4',
        teamId: 't4',
        actorId: long,
        action: 'member.roleChanged',
        platform: 'discord',
        data: { name: 'M'.repeat(300), from: 'member', to: 'admin' },
      })
    const page = await listAudit(database.dataSource, { accounts: ['a4'], teamId: 't4', page: 0 })
    const card = auditView(page, { title: 'History', context: 'In team Alpha' }, String)
    expect(say(card)).toMatchObject({ kind: 'say' })
  })
})
