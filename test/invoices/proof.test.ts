import { periodEnd, periodStart } from '../../src/billing'
import { isoTime } from '../../src/clock'
import { inCoins, sum } from '../../src/invoices/coins'
import { changePlan } from '../../src/seats'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { useForAMonth } from './month-of-usage'
import { closeAll, invoicesOf } from './stage'

const DAY_MS = 86_400_000
/** As it was priced by hand below. */
const PRO_CENTS = 19_900n

let rolecall: Rolecall
let team: SeededTeam
let from: number
let until: number

beforeAll(async () => {
  rolecall = await createRolecall(undefined, { PLAN_BASIC: 'price 19', PLAN_PRO: 'price 199' })
  team = await seedTeam(rolecall)
  from = periodStart(rolecall.clock.now(), rolecall.clock.now())
  until = periodEnd(from, from)
  const proSince = from + 12 * DAY_MS
  await changePlan(rolecall.options, { ...team, plan: 'pro' }, proSince)
  await useForAMonth(rolecall, team, { from, until, proSince })
  rolecall.clock.advance(until - rolecall.clock.now() + 2 * 3_600_000)
  await closeAll(rolecall)
}, 60_000)
afterAll(() => rolecall.close())

test('the total is the plan and the top-ups, to the cent, as SQL adds them up', async () => {
  const [invoice, ...others] = await invoicesOf(rolecall, team)
  expect(others).toEqual([])
  const [{ cents }] = await rolecall.db.query(
    `SELECT round(sum(amount_micros) / 10000.0)::text AS cents FROM top_up
     WHERE workspace_id = $1 AND at >= $2 AND at < $3`,
    [team.workspaceId, isoTime(from), isoTime(until)],
  )
  expect(invoice).toMatchObject({ number: 1, from, until, currency: 'USD', paidMinor: 0n })
  expect(invoice?.totalMinor).toBe(PRO_CENTS + BigInt(cents))
})

test('every payer’s use of every chatbot is in it, to the millionth, as SQL adds it up', async () => {
  const [invoice] = await invoicesOf(rolecall, team)
  const lines = (invoice?.lines ?? []).flatMap((line) => (line.kind === 'usage' ? [line] : []))
  const told = lines.map(({ payer, team, name, answers, amountMicros, topUpMicros }) =>
    [payer, team ?? '-', name ?? '-', answers, amountMicros, topUpMicros].join(' | '),
  )
  const added: { line: string }[] = await rolecall.db.query(
    `SELECT concat_ws(' | ', payer, team, chatbot, count(*), sum(cost), sum(paid)) AS line FROM (
       SELECT (SELECT name FROM person WHERE id = payer_person) AS payer, coalesce((SELECT name FROM team WHERE id = team_id), '-') AS team,
         CASE WHEN team_id IS NULL THEN '-' ELSE (SELECT name FROM chatbot WHERE id = chatbot_id) END AS chatbot,
         cost_micros AS cost, top_up_micros AS paid
       FROM usage_entry WHERE workspace_id = $1
         AND at BETWEEN $2 AND $3::timestamptz - interval '1 millisecond') each
     GROUP BY payer, team, chatbot`,
    [team.workspaceId, isoTime(from), isoTime(until)],
  )
  expect(told.toSorted()).toEqual(added.map(({ line }) => line).toSorted())
  const answers = lines.reduce((all, line) => all + line.answers, 0)
  expect({ answers, lines: lines.length > 40 }).toEqual({ answers: 30_002, lines: true })
})

test('lines in cents add up to their rounded sum, in every column', async () => {
  const [invoice] = await invoicesOf(rolecall, team)
  const lines = (invoice?.lines ?? []).flatMap((line) => (line.kind === 'usage' ? [line] : []))
  for (const column of ['amountMicros', 'topUpMicros'] as const) {
    const micros = lines.map((line) => line[column])
    const [{ cents }] = await rolecall.db.query('SELECT round($1::numeric / 10000)::text AS cents', [
      String(sum(micros)),
    ])
    expect(sum(inCoins(micros, 'USD'))).toBe(BigInt(cents))
  }
})
