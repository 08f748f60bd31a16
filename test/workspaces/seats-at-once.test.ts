import { sendInvitations } from '../../src/invitations/send'
import { contextOf } from '../shares/requests/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { until } from '../support/until'
import { inviting, makeTeams, namely, openPools, together, wasSent } from './crowd'

/** Adam and Maya have two of the seats. */
const SEATS = 12
const CROWD = 100
/** Which advisory lock of PostgreSQL holds the crowd back; any number. */
const GATE = 9_310

let rolecall: Rolecall
let pools: Awaited<ReturnType<typeof openPools>>
let team: SeededTeam
let teams: string[]
beforeAll(async () => {
  rolecall = await createRolecall(undefined, { PLAN_BASIC: `seats ${SEATS}`, PLAN_PRO: 'seats 200' })
  pools = await openPools(rolecall, CROWD)
})
afterAll(async () => {
  await pools.close()
  await rolecall.close()
})
beforeEach(async () => {
  team = await seedTeam(rolecall)
  teams = await makeTeams(rolecall, team.owner, 20)
})

const intoTeams = (index: number) => ({ kind: 'team', id: teams[index % teams.length] ?? '' }) as const
const intoTeamsAndWorkspace = (index: number) =>
  index % 2 === 0 ? intoTeams(index) : ({ kind: 'workspace', id: team.workspaceId } as const)

/** Everybody decides, then everybody writes, each over a connection of their own; `into`: one of twenty teams, or the workspace. */
async function crowdInvites(reword?: (sql: string) => string, into = intoTeamsAndWorkspace) {
  const context = await contextOf(rolecall, team.owner)
  const { secrets, options } = rolecall
  const meet = together(CROWD, reword)
  return Promise.all(
    Array.from({ length: CROWD }, (_, index) =>
      sendInvitations(
        { db: meet(pools.of(index)), secrets, plans: options.plans },
        namely(context, `${team.teamId} ${index}`),
        into(index),
        inviting(index, into(index).kind),
      ),
    ),
  )
}

const fill = (count: number) =>
  team.owner.command('team invite', {
    people: Array.from({ length: count }, (_, index) => `first${index}@acme.test`).join(),
  })

async function counted() {
  const [row] = await rolecall.db.query(
    `SELECT (SELECT count(*) FROM invitation WHERE workspace_id = $1) AS invited,
       (SELECT count(*) FROM audit_entry WHERE workspace_id = $1 AND action = 'invitation.sent') AS audited,
       (SELECT count(*) FROM outbox WHERE subject_id = $1 AND name = 'seats.nearlyFull') AS warned`,
    [team.workspaceId],
  )
  return row
}

test('H12 R13 a hundred invitations to the last seat at once, into teams and the workspace itself: one gets it, the others are refused', async () => {
  await fill(SEATS - 3)
  const sent = await crowdInvites()
  expect(sent.filter(wasSent)).toHaveLength(1)
  for (const one of sent.filter((one) => !wasSent(one)))
    expect(one).toMatchObject({
      lines: [{ sent: false, why: { code: 'seatsFull', used: SEATS, limit: SEATS } }],
    })
  expect(await counted()).toEqual({ invited: SEATS - 2, audited: SEATS - 2, warned: 1 })
})

test('H12 control: counting without waiting for each other, they share the last seat', async () => {
  // What a statement counts is as old as the statement; none goes on before two have begun.
  await rolecall.db.query(`RESET ROLE;
CREATE OR REPLACE FUNCTION look_at_seats(of_workspace text, of_plan text, moment timestamptz, invitees text[])
RETURNS TABLE (before integer, after integer) LANGUAGE sql STABLE AS $$
  SELECT pg_advisory_xact_lock_shared(${GATE});
  SELECT (count(DISTINCT t.taker) FILTER (WHERE t.taken))::integer, count(DISTINCT t.taker)::integer
  FROM seat_takers(of_workspace, moment, invitees) t
$$;
GRANT EXECUTE ON FUNCTION look_at_seats TO PUBLIC;
SET ROLE rolecall_app`)
  await fill(SEATS - 3)
  const gate = rolecall.db.createQueryRunner()
  await gate.startTransaction()
  await gate.query('SELECT pg_advisory_xact_lock($1)', [GATE])
  const inviting = crowdInvites((sql) => sql.replace('lock_seats(', 'look_at_seats('))
  try {
    await until(async () => {
      const [{ waiting }] = await gate.query(
        `SELECT count(*)::integer AS waiting FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`,
        [GATE],
      )
      return waiting > 1
    })
  } finally {
    await gate.commitTransaction()
    await gate.release()
  }
  const sent = await inviting
  expect(sent.filter(wasSent).length).toBeGreaterThan(1)
  expect((await counted()).invited).toBeGreaterThan(SEATS - 2)
})

test('R13 the admins are told once when a crowd passes nine tenths, and as many come in as fit', async () => {
  await fill(SEATS - 6)
  const sent = await crowdInvites()
  expect(sent.filter(wasSent)).toHaveLength(4)
  expect(await counted()).toEqual({ invited: SEATS - 2, audited: SEATS - 2, warned: 1 })
})

test('R13 a crowd that finds room for everybody is refused nowhere', async () => {
  await rolecall.db.query(`UPDATE workspace SET plan = 'pro' WHERE id = $1`, [team.workspaceId])
  const sent = await crowdInvites(undefined, intoTeams)
  expect(sent.filter((one) => !wasSent(one))).toEqual([])
  expect(await counted()).toEqual({ invited: CROWD, audited: CROWD, warned: 0 })
})

test('R13 a smaller plan given at the moment of an invitation holds for it', async () => {
  await rolecall.db.query(`UPDATE workspace SET plan = 'pro' WHERE id = $1`, [team.workspaceId])
  await fill(SEATS - 2)
  const context = await contextOf(rolecall, team.owner)
  const { secrets, options } = rolecall
  let reduced = false
  const db = together(1, (sql) => sql)(pools.of(0))
  const query = async (sql: string, parameters?: unknown[]) => {
    if (!reduced && sql.startsWith('WITH once')) {
      reduced = true
      await rolecall.db.query(`UPDATE workspace SET plan = 'basic' WHERE id = $1`, [team.workspaceId])
    }
    return db.query(sql, parameters)
  }
  const late = { db: { ...db, query: query as typeof db.query }, secrets, plans: options.plans }
  const sent = await sendInvitations(late, context, { kind: 'team', id: team.teamId }, inviting(0, 'team'))
  expect(sent).toMatchObject({ lines: [{ sent: false, why: { code: 'seatsFull', limit: SEATS } }] })
})
