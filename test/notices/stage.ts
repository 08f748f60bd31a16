import type { CardKind } from '../../src/cards'
import { createCards } from '../../src/cards'
import { isoTime } from '../../src/clock'
import { type Database, newId, type OwedRow } from '../../src/db'
import type { Follower } from '../../src/events'
import { createLog } from '../../src/log'
import { createNotices, type MailKind, type NoticeKind, paceMessenger } from '../../src/notices'
import { createTestClock, type TestClock } from '../support/clock'
import { FakeMailer, FakeMessenger, waitOn } from './fakes'

/** Says its data's words; nothing when they are null. */
export const saying: NoticeKind = {
  name: 'test.said',
  draw: async ({ data }) =>
    data.words === null ? null : { card: { title: String(data.words), text: 'in team Alpha' } },
}

export const posting: MailKind = {
  name: 'test.mail',
  draw: async ({ data }) => ({
    to: String(data.to),
    mail: { subject: String(data.words), heading: 'h', paragraphs: [], footer: 'f' },
    reader: { locale: 'en', timeZone: 'UTC', now: 0 },
  }),
}

/** Everything a worker delivers with, on fake platforms; `worker()` makes another process's deliverer. */
export function createStage(
  db: Database,
  given: { cards?: CardKind[]; notices?: NoticeKind[]; followers?: Follower[] } = {},
) {
  const clock = createTestClock()
  const slack = new FakeMessenger('slack', clock)
  const discord = new FakeMessenger('discord', clock)
  const mailer = new FakeMailer()
  const logged: string[] = []
  const log = createLog('info', { write: (line: string) => void logged.push(line) })
  const wait = waitOn(clock)

  function worker(workerDb: Database = db) {
    const messengers = new Map([
      ['slack' as const, paceMessenger('slack', slack, { db: workerDb, clock, wait })],
      ['discord' as const, paceMessenger('discord', discord, { db: workerDb, clock, wait })],
    ])
    const cards = createCards({ db: workerDb, messengers, kinds: given.cards ?? [], clock, log })
    const kinds = [saying, ...(given.notices ?? [])]
    const notices = createNotices({
      db: workerDb,
      messengers,
      mailer,
      kinds,
      mails: [posting],
      followers: given.followers ?? [],
      cards,
      clock,
      log,
    })
    return { ...notices, cards, drain: () => drain(notices.deliverDue) }
  }

  return { clock, slack, discord, mailer, logged, log, worker, ...worker(), people: createPeople(db, clock) }
}

/** Delivers until nothing is due. */
async function drain(deliverDue: () => Promise<number>): Promise<void> {
  while ((await deliverDue()) > 0);
}

/** One account with a Slack workspace, the people in it, and what they are owed. */
function createPeople(db: Database, clock: TestClock) {
  const [accountId, workspaceId, tenant] = [newId(clock.now()), newId(clock.now()), `T${newId(0).slice(-8)}`]

  async function found(): Promise<void> {
    const at = isoTime(clock.now())
    await db.query('INSERT INTO account (id, name, created_at) VALUES ($1, $2, $3)', [accountId, 'Acme', at])
    await db.query('INSERT INTO workspace (id, account_id, name, created_at) VALUES ($1, $2, $3, $4)', [
      workspaceId,
      accountId,
      'EU',
      at,
    ])
    await db.query(
      `INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, created_at)
      VALUES ($1, $2, $3, 'slack', $4, 'Acme', $5)`,
      [newId(clock.now()), accountId, workspaceId, tenant, at],
    )
  }

  async function add(
    name: string,
    on: { slack?: string; discord?: string; address?: string } = {},
  ): Promise<string> {
    const id = newId(clock.now())
    const at = isoTime(clock.now())
    await db.query('INSERT INTO person (id, name, created_at) VALUES ($1, $2, $3)', [id, name, at])
    if (on.address)
      await db.query('INSERT INTO person_address (person_id, address, verified_at) VALUES ($1, $2, $3)', [
        id,
        on.address,
        at,
      ])
    if (on.slack) await join(id, 'slack', tenant, on.slack, clock.now())
    // Discord was used a minute later than Slack.
    if (on.discord) await join(id, 'discord', 'discord', on.discord, clock.now() + 60_000)
    return id
  }

  async function join(
    personId: string,
    platform: string,
    tenantId: string,
    userId: string,
    activeAt: number,
  ) {
    await db.query(
      `INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at, last_active_at)
      VALUES ($1, $2, $3, $4, $5, 'n', 'en', 'Europe/London', $6, $6)`,
      [newId(clock.now()), personId, platform, tenantId, userId, isoTime(activeAt)],
    )
  }

  /** Writes rows as a change does. Resolves to their ids. */
  async function owe(...rows: Omit<OwedRow, 'accountId'>[]): Promise<string[]> {
    const made = rows.map((row) => ({
      data: null,
      personId: null,
      actorId: null,
      ...row,
      id: newId(clock.now()),
    }))
    await db.query(
      `INSERT INTO outbox (id, kind, account_id, person_id, name, subject_id, data, actor_id, due_at, created_at)
      SELECT id, kind, $2, "personId", name, "subjectId", data, "actorId", $3, $3 FROM jsonb_to_recordset($1::jsonb)
      AS row(id text, kind text, "personId" text, name text, "subjectId" text, data jsonb, "actorId" text)`,
      [JSON.stringify(made), accountId, isoTime(clock.now())],
    )
    return made.map((row) => row.id)
  }

  const say = (personId: string, words: string | null, actorId: string | null = null) =>
    owe({ kind: 'notice', personId, name: 'test.said', subjectId: 's', data: { words }, actorId })

  /** So many rows for one person, by one statement. */
  const flood = (personId: string, count: number) =>
    db.query(
      `INSERT INTO outbox (id, kind, account_id, person_id, name, subject_id, data, due_at, created_at)
      SELECT 'flood ' || n, 'notice', $1, $2, 'test.said', 's', '{"words": "flood"}', $3, $3 FROM generate_series(1, $4) n`,
      [accountId, personId, isoTime(clock.now()), count],
    )

  return { accountId, tenant, found, add, join, owe, say, flood }
}

export interface OutboxState {
  id: string
  name: string
  status: string
  attempts: number
  due_at: number
  person_id: string | null
  last_error: string | null
  data: Record<string, unknown> | null
}

export const outboxRows = (db: Database): Promise<OutboxState[]> =>
  db.query('SELECT * FROM outbox ORDER BY created_at, id')
