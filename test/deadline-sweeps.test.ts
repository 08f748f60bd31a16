import { Client } from 'pg'
import { DAY_MS, isoTime } from '../src/clock'
import { type Database, newId } from '../src/db'
import { type Deadlines, deadlineSweeps } from '../src/deadline-sweeps'
import { LIFETIME_MS } from '../src/deadlines'
import { invitationDeadlines } from '../src/invitations/expire'
import { requestDeadlines } from '../src/shares/requests/expire'
import { transferDeadlines } from '../src/transfers/expire'
import { makeChatbot } from './chatbots/stage'
import { askFor } from './shares/requests/stage'
import { joinTestDatabase, type TestDatabase } from './support/database'
import { createRolecall, type Rolecall } from './support/rolecall'
import type { SeededTeam } from './support/seed'
import { offerChatbot, offerTeam, openScene, type Someone } from './transfers/acting'
import { atOnce } from './transfers/meeting'

let rolecall: Rolecall
let elsewhere: TestDatabase
let team: SeededTeam
let olivia: Someone
let maya: Someone
beforeAll(async () => {
  rolecall = await createRolecall()
  elsewhere = await joinTestDatabase(rolecall.url)
})
beforeEach(async () => {
  ;({ team, olivia, maya } = await openScene(rolecall))
})
afterAll(async () => {
  await elsewhere.close()
  await rolecall.close()
})

/** Longer than the sweep waits for clicks that arrived in time. */
const GRACE_MS = 10_000
const FOR_ALL = 1_000

/** One run of a sweep in the process of that database. */
const run =
  <T extends { id: string }>(deadlines: Deadlines<T>, which: 'expire' | 'remind') =>
  (db: Database): Promise<number> => {
    const sweeps = deadlineSweeps(db, deadlines, () => rolecall.clock.now())
    const sweep = sweeps.find(({ name }) => name === `${deadlines.name}-${which}`)
    if (!sweep) throw new Error(`${deadlines.name} has no such sweep`)
    return sweep.run()
  }

/** In two processes, both of which have read what is due before either writes. */
const inTwoProcesses = (sweep: (db: Database) => Promise<unknown>) =>
  atOnce([rolecall.db, elsewhere.dataSource], null, sweep, sweep)

async function invite(address = `new-${newId(rolecall.clock.now())}@acme.test`): Promise<string> {
  await team.owner.command('team invite', address)
  const [{ id }] = await rolecall.db.query('SELECT max(id) AS id FROM invitation WHERE team_id = $1', [
    team.teamId,
  ])
  return id
}

/** What was written at this moment: actions of the audit, then notices, mails and refreshes with their readers. */
async function tracesOf(id: string): Promise<string[]> {
  const moment = isoTime(rolecall.clock.now())
  const [audited, owed] = await Promise.all([
    rolecall.db.query('SELECT action FROM audit_entry WHERE subject_id = $1 AND at >= $2 ORDER BY id', [
      id,
      moment,
    ]),
    rolecall.db.query(
      `SELECT concat_ws(' ', o.kind, o.name, p.name) AS line FROM outbox o LEFT JOIN person p ON p.id = o.person_id
       WHERE o.subject_id = $1 AND o.created_at >= $2 ORDER BY o.id`,
      [id, moment],
    ),
  ])
  return [
    ...audited.map((row: { action: string }) => row.action),
    ...owed.map((row: { line: string }) => row.line),
  ]
}

const CASES = [
  [
    'an invitation',
    () => invite(),
    run(invitationDeadlines, 'remind'),
    ['invitation.reminded', 'mail invitation.reminder'],
    run(invitationDeadlines, 'expire'),
    ['invitation.expired', 'notice invitation.expired Olivia', 'refresh invitation'],
  ],
  [
    'a request to share',
    async () => (await askFor(rolecall, team)).id,
    run(requestDeadlines, 'remind'),
    ['request.reminded', 'notice request.reminder Olivia'],
    run(requestDeadlines, 'expire'),
    ['request.expired', 'notice request.expired Maya', 'refresh shareRequest'],
  ],
  [
    'a team that is offered',
    () => offerTeam(rolecall, team, olivia, maya),
    run(transferDeadlines, 'remind'),
    ['transfer.reminded', 'notice transfer.reminder Olivia', 'notice transfer.reminder Maya'],
    run(transferDeadlines, 'expire'),
    [
      'transfer.expired',
      'notice transfer.answered Olivia',
      'notice transfer.answered Maya',
      'refresh transfer',
    ],
  ],
  [
    'a chatbot that is offered',
    async () => offerChatbot(rolecall, await makeChatbot(rolecall, team.owner), olivia, maya),
    run(transferDeadlines, 'remind'),
    ['transfer.reminded', 'notice transfer.reminder Olivia', 'notice transfer.reminder Maya'],
    run(transferDeadlines, 'expire'),
    [
      'transfer.expired',
      'notice transfer.answered Olivia',
      'notice transfer.answered Maya',
      'refresh transfer',
    ],
  ],
] as const

test.each(CASES)(
  'R15 %s, swept by two processes at once, reminds once, 24 hours before its end, and expires once',
  async (_name, start, remind, reminded, expire, expired) => {
    const id = await start()
    rolecall.clock.advance(LIFETIME_MS - DAY_MS)
    expect((await inTwoProcesses(remind)).sort()).toEqual([0, 1])
    expect(await tracesOf(id)).toEqual(reminded)
    expect(await remind(rolecall.db)).toBe(0)
    rolecall.clock.advance(DAY_MS + GRACE_MS)
    expect((await inTwoProcesses(expire)).sort()).toEqual([0, 1])
    expect(await tracesOf(id)).toEqual(expired)
    expect(await expire(rolecall.db)).toBe(0)
  },
)

test('negative control: what reads first and writes then, expires one invitation twice', async () => {
  const id = await invite()
  rolecall.clock.advance(LIFETIME_MS + GRACE_MS)
  await inTwoProcesses(async (db) => {
    const due = await db.query(`SELECT id, account_id FROM invitation WHERE id = $1 AND status = 'pending'`, [
      id,
    ])
    for (const invitation of due) {
      await db.query(`UPDATE invitation SET status = 'expired' WHERE id = $1`, [id])
      await db.query(
        `INSERT INTO audit_entry (id, account_id, action, subject_type, subject_id, at)
         VALUES ($1, $2, 'invitation.expired', 'invitation', $3, $4)`,
        [newId(rolecall.clock.now()), invitation.account_id, id, isoTime(rolecall.clock.now())],
      )
    }
  })
  expect(await tracesOf(id)).toEqual(['invitation.expired', 'invitation.expired'])
})

test('more than fit into one statement are expired batch by batch, by two processes side by side, each once', async () => {
  const like = await invite()
  await rolecall.db.query(
    `INSERT INTO invitation (id, account_id, workspace_id, team_id, role, invitee, invitee_name, inviter_id,
       status, expires_at, created_at)
     SELECT 'many' || n, account_id, workspace_id, team_id, role, 'mail:many' || n, 'many' || n, inviter_id,
       status, expires_at, created_at FROM invitation, generate_series(1, ${FOR_ALL}) n WHERE id = $1`,
    [like],
  )
  rolecall.clock.advance(LIFETIME_MS + GRACE_MS)
  const sweep = run(invitationDeadlines, 'expire')
  const sweepAll = async (db: Database) => {
    let moved = 0
    for (let some = await sweep(db); some > 0; some = await sweep(db)) moved += some
    return moved
  }
  const moved = await Promise.all([rolecall.db, elsewhere.dataSource].map(sweepAll))
  expect(moved.reduce((sum, some) => sum + some)).toBe(FOR_ALL + 1)
  const [told] = await rolecall.db.query(
    `SELECT count(*) AS rows, count(DISTINCT subject_id) AS invitations FROM outbox
     WHERE name = 'invitation.expired' AND subject_id LIKE 'many%'`,
  )
  expect(told).toEqual({ rows: FOR_ALL, invitations: FOR_ALL })
})

test('what an answer under way holds is passed over, not waited for, and stays as it was answered', async () => {
  const [held, other] = [await invite(), await invite()]
  rolecall.clock.advance(LIFETIME_MS + GRACE_MS)
  const click = new Client({ connectionString: rolecall.url })
  await click.connect()
  await click.query('BEGIN')
  await click.query(`UPDATE invitation SET status = 'declined' WHERE id = $1`, [held])
  expect(await run(invitationDeadlines, 'expire')(rolecall.db)).toBe(1)
  await click.query('COMMIT')
  await click.end()
  expect(await run(invitationDeadlines, 'expire')(rolecall.db)).toBe(0)
  expect([await tracesOf(held), await tracesOf(other)]).toEqual([
    [],
    expect.arrayContaining(['invitation.expired']),
  ])
})

test('R16 one that was sent again after it was read as due stays pending', async () => {
  const id = await invite()
  rolecall.clock.advance(LIFETIME_MS + GRACE_MS)
  const deadlines: typeof invitationDeadlines = {
    ...invitationDeadlines,
    async read(db, ids) {
      const due = await invitationDeadlines.read(db, ids)
      await db.query(`UPDATE invitation SET expires_at = expires_at + interval '7 days' WHERE id = $1`, [id])
      return due
    },
  }
  expect(await run(deadlines, 'expire')(rolecall.db)).toBe(0)
  expect(await tracesOf(id)).toEqual([])
})

test('one that cannot be written down holds up none of the others', async () => {
  const [bad, good] = [await invite(), await invite()]
  rolecall.clock.advance(LIFETIME_MS + GRACE_MS)
  const deadlines: typeof invitationDeadlines = {
    ...invitationDeadlines,
    expired(invitation) {
      if (invitation.id === bad) throw new RangeError('a fault of ours')
      return invitationDeadlines.expired(invitation)
    },
  }
  await expect(run(deadlines, 'expire')(rolecall.db)).rejects.toThrow('a fault of ours')
  expect(await tracesOf(good)).toContain('invitation.expired')
  expect(await tracesOf(bad)).toEqual([])
  await run(invitationDeadlines, 'expire')(rolecall.db)
})

test('more than fit into one statement, none of which can be written down, hold up none behind them', async () => {
  const good = await invite()
  await rolecall.db.query(
    `INSERT INTO invitation (id, account_id, workspace_id, team_id, role, invitee, invitee_name, inviter_id,
       status, expires_at, created_at)
     SELECT 'bad' || n, account_id, workspace_id, team_id, role, 'mail:bad' || n, 'bad' || n, inviter_id,
       status, expires_at - interval '1 hour', created_at FROM invitation, generate_series(1, 251) n WHERE id = $1`,
    [good],
  )
  rolecall.clock.advance(LIFETIME_MS + GRACE_MS)
  const deadlines: typeof invitationDeadlines = {
    ...invitationDeadlines,
    expired(invitation) {
      if (invitation.id.startsWith('bad')) throw new RangeError('a fault of ours')
      return invitationDeadlines.expired(invitation)
    },
  }
  await expect(run(deadlines, 'expire')(rolecall.db)).rejects.toThrow('a fault of ours')
  expect(await tracesOf(good)).toContain('invitation.expired')
  await rolecall.db.query(`DELETE FROM invitation WHERE id LIKE 'bad%'`)
})

test('one that cannot be cancelled, though nobody could answer it, keeps no reminder from the others', async () => {
  const [bad, good] = [await invite(), await invite()]
  rolecall.clock.advance(LIFETIME_MS - DAY_MS)
  const deadlines: typeof invitationDeadlines = {
    ...invitationDeadlines,
    async cancelIfPointless(_db, { id }) {
      if (id === bad) throw new RangeError('a fault of ours')
      return false
    },
  }
  await expect(run(deadlines, 'remind')(rolecall.db)).rejects.toThrow('a fault of ours')
  expect(await tracesOf(good)).toContain('invitation.reminded')
  expect(await tracesOf(bad)).toEqual([])
  await run(invitationDeadlines, 'remind')(rolecall.db)
})
