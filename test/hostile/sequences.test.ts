import fc from 'fast-check'
import { DAY_MS, HOUR_MS, isoTime } from '../../src/clock'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type Cast, castOf, DEEDS, perform, type Step } from './deeds'
import { changedTables, type Snapshot, takeSnapshot } from './snapshot'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** What leads to the rest happens more often. */
const FREQUENT = [
  'invite',
  'invite',
  'invite',
  'accept',
  'accept',
  'resend',
  'resend',
  'changeRole',
  'remove',
] as const

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat({ max: 999 }),
  fitting: fc.boolean(),
  deed: fc.constantFrom(...FREQUENT, ...(Object.keys(DEEDS) as (keyof typeof DEEDS)[])),
  subject: fc.nat({ max: 999 }),
  other: fc.nat({ max: 999 }),
  asAdmin: fc.boolean(),
  waitMs: fc.constantFrom(1_000, 2_000, 3_000, 60_000, HOUR_MS, HOUR_MS, 2 * DAY_MS, 5 * DAY_MS),
})

/** Rows that break a rule, each by the rule's number. */
const BROKEN = `
SELECT 'R1' AS rule, t.id FROM team t WHERE t.deleted_at IS NULL
  AND (SELECT count(*) FROM membership m WHERE m.team_id = t.id AND m.role = 'owner' AND m.ended_at IS NULL) <> 1
UNION ALL SELECT 'R17', min(id) FROM invitation WHERE status = 'pending' GROUP BY team_id, invitee HAVING count(*) > 1
UNION ALL SELECT 'R21', e.id FROM audit_entry e WHERE e.actor_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM workspace_user u WHERE u.person_id = e.actor_id AND u.account_id = e.account_id)
UNION ALL SELECT 'R21', m.id FROM membership m JOIN team t ON t.id = m.team_id WHERE m.account_id <> t.account_id
  OR NOT EXISTS (SELECT 1 FROM workspace_user u WHERE u.person_id = m.person_id AND u.account_id = t.account_id)`

test('R1 R17 R18 R21 whatever people of two accounts do in whatever order, the rules hold and the model agrees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async (steps) => {
      const cast = await castOf(rolecall)
      let before = await takeSnapshot(rolecall.db)
      for (const each of steps) before = await checkStep(cast, each, before)
    }),
    { seed: 20260105, numRuns: 60, interruptAfterTimeLimit: 10_000, endOnFailure: true },
  )
}, 40_000)

/** Does one step and resolves to how everything is after it. */
async function checkStep(cast: Cast, each: Step, before: Snapshot): Promise<Snapshot> {
  const { db, clock } = rolecall
  await perform(cast, each)
  const after = await takeSnapshot(db)
  // A month in which nothing was used is counted as closed, and makes no entry.
  const changed = changedTables(before, after).filter((table) => table !== 'workspace')
  const audited = await db.query('SELECT action FROM audit_entry WHERE at = $1', [isoTime(clock.now())])
  // R18: what changes is written down at the same moment, and nothing else is.
  expect({ changed: changed.length > 0, audited: audited.length > 0 }).toEqual({
    changed: changed.includes('audit_entry'),
    audited: changed.some((table) => STATE.includes(table)),
  })
  expect(await db.query(BROKEN)).toEqual([])
  expect(await membershipsOf(cast)).toEqual(cast.model.lines())
  return after
}

const STATE = [
  'team',
  'membership',
  'invitation',
  'workspace_user',
  'person',
  'person_address',
  'chat_identity',
]

async function membershipsOf({ people }: Cast): Promise<string[]> {
  const rows: { line: string }[] = await rolecall.db.query(
    `SELECT team_id || ' ' || person_id || ' ' || role AS line FROM membership
     WHERE ended_at IS NULL AND person_id = ANY($1)`,
    [people.map(({ personId }) => personId)],
  )
  return rows.map(({ line }) => line).sort()
}
