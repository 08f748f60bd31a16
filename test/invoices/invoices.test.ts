import { periodEnd, periodStart } from '../../src/billing'
import { DAY_MS, HOUR_MS, isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { closeMonth } from '../../src/invoices/close-month'
import { enterTopUp } from '../../src/payments'
import { changePlan } from '../../src/seats'
import { DOLLAR, spend } from '../billing/stage'
import { makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { givePlan, type SeededTeam, seedTeam } from '../support/seed'
import { closeAll, invoicesOf, makeWorkspace, optionsOf } from './stage'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall(undefined, { PLAN_BASIC: 'price 19', PLAN_PRO: 'price 199' })
}, 60_000)
afterAll(() => rolecall.close())
beforeEach(async () => {
  await closeAll(rolecall)
  team = await seedTeam(rolecall)
})

const now = () => rolecall.clock.now()

/** Until the month that runs is over, and what was under way at its end is done. */
function passMonth(): void {
  rolecall.clock.advance(periodEnd(now(), now()) - now() + HOUR_MS)
}

async function topUp(amountMicros: bigint, more: { currency?: string; at?: number } = {}) {
  await enterTopUp(rolecall.options, {
    ...{ workspaceId: team.workspaceId, amountMicros, currency: 'USD', enteredBy: null, at: now() },
    ...more,
  })
}

test('a month begins and ends as its budget does, also after a day that shorter months lack', async () => {
  const created = Date.UTC(2027, 0, 31, 15)
  for (let month = 0; month < 26; month += 1) {
    const [{ from, until }] = await rolecall.db.query(
      'SELECT month_start($1, $2) AS "from", month_start($1, $2 + 1) AS until',
      [isoTime(created), month],
    )
    expect(periodStart(created, from)).toBe(from)
    expect(periodEnd(created, from)).toBe(until)
  }
})

test('after an update the month that runs is the first to be closed, whatever the day it began on', async () => {
  for (const day of [1, 28, 29, 30, 31]) {
    const created = Date.UTC(2027, 0, day, 15)
    const moments = Array.from({ length: 430 }, (_, days) => created + days * DAY_MS)
    const rows = await rolecall.db.query(
      'SELECT at, month_start($1, month_at($1, at)) AS "from" FROM unnest($2::timestamptz[]) AS at',
      [isoTime(created), moments.map(isoTime)],
    )
    expect(rows).toEqual(moments.map((at) => ({ at, from: periodStart(created, at) })))
  }
})

test('an hour after its end the month is closed, not before; what comes at its end is of the next', async () => {
  const until = periodEnd(now(), now())
  await topUp(3n * DOLLAR)
  await topUp(5n * DOLLAR, { at: until })
  rolecall.clock.advance(until - now() + HOUR_MS - 1)
  await closeAll(rolecall)
  expect(await invoicesOf(rolecall, team)).toEqual([])
  rolecall.clock.advance(1)
  await closeAll(rolecall)
  await closeAll(rolecall)
  expect(await invoicesOf(rolecall, team)).toMatchObject([{ number: 1, until, totalMinor: 2_200n }])
})

test('of several who close it at once, one makes the invoice', async () => {
  passMonth()
  const options = optionsOf(rolecall)
  await Promise.all(Array.from({ length: 8 }, () => closeMonth(options, team.workspaceId, now())))
  expect(await invoicesOf(rolecall, team)).toMatchObject([{ number: 1 }])
  const audited = await rolecall.db.query(
    `SELECT data FROM audit_entry WHERE action = 'invoice.made' AND workspace_id = $1`,
    [team.workspaceId],
  )
  expect(audited).toEqual([{ data: expect.objectContaining({ amount: '$19.00' }) }])
})

test('numbers of an account have no gaps, also when its workspaces are closed at once', async () => {
  const { accountId, workspaceId } = team
  const workspaces = [workspaceId]
  for (let index = 0; index < 5; index += 1)
    workspaces.push(await makeWorkspace(rolecall, accountId, { at: now() }))
  passMonth()
  await Promise.all(workspaces.map((id) => closeMonth(optionsOf(rolecall), id, now())))
  passMonth()
  await closeAll(rolecall)
  const rows = await rolecall.db.query('SELECT number FROM invoice WHERE account_id = $1 ORDER BY number', [
    accountId,
  ])
  expect(rows.map(({ number }: { number: number }) => number)).toEqual(
    Array.from({ length: 12 }, (_, i) => i + 1),
  )
})

test('a month in which nothing was used and nothing is asked for leaves no invoice and takes no number', async () => {
  const { plans } = rolecall.options
  const options = {
    ...optionsOf(rolecall),
    plans: { ...plans, basic: { ...plans.basic, monthlyPriceMicros: 0n } },
  }
  passMonth()
  await closeMonth(options, team.workspaceId, now())
  expect(await invoicesOf(rolecall, team)).toEqual([])
  passMonth()
  await closeMonth(optionsOf(rolecall), team.workspaceId, now())
  expect(await invoicesOf(rolecall, team)).toMatchObject([{ number: 1, totalMinor: 1_900n }])
})

test('F152 each workspace pays its own plan; the dearest that it had in the month, whole', async () => {
  const { accountId, workspaceId } = team
  const other = await makeWorkspace(rolecall, accountId, { at: now() })
  await changePlan(rolecall.options, { accountId, workspaceId, plan: 'pro' }, now() + DAY_MS)
  await changePlan(rolecall.options, { accountId, workspaceId, plan: 'basic' }, now() + 2 * DAY_MS)
  passMonth()
  // After its end, and before it is closed.
  await changePlan(rolecall.options, { accountId, workspaceId: other, plan: 'pro' }, now() - 1)
  await closeAll(rolecall)
  const planOf = async (workspaceId: string) =>
    (await invoicesOf(rolecall, { workspaceId })).map(({ lines: [plan] }) => plan)
  expect(await planOf(workspaceId)).toMatchObject([
    { kind: 'plan', name: 'Pro', amountMicros: 199n * DOLLAR },
  ])
  expect(await planOf(other)).toMatchObject([{ kind: 'plan', name: 'Basic', amountMicros: 19n * DOLLAR }])
  passMonth()
  await closeAll(rolecall)
  expect(await planOf(workspaceId)).toMatchObject([{ name: 'Pro' }, { name: 'Basic' }])
  expect(await planOf(other)).toMatchObject([{ name: 'Basic' }, { name: 'Pro' }])
  await givePlan(rolecall, { workspaceId: other }, 'basic')
})

test('a workspace that came in the middle of a day is closed from the midnight before', async () => {
  passMonth()
  await closeAll(rolecall)
  const [invoice] = await invoicesOf(rolecall, team)
  expect([isoTime(invoice?.from ?? 0).slice(11), isoTime(invoice?.until ?? 0).slice(11)]).toEqual([
    '00:00:00.000Z',
    '00:00:00.000Z',
  ])
})

test('a deleted workspace pays for the month in which it was deleted, and for none after', async () => {
  rolecall.clock.advance(DAY_MS)
  await rolecall.db.query('UPDATE workspace SET deleted_at = $2 WHERE id = $1', [
    team.workspaceId,
    isoTime(now()),
  ])
  for (let month = 0; month < 3; month += 1) {
    passMonth()
    await closeAll(rolecall)
  }
  expect(await invoicesOf(rolecall, team)).toMatchObject([{ number: 1 }])
})

test('a deleted chatbot of the team keeps its name; one that is only its owner’s, or was when it was deleted, is never named', async () => {
  const shared = await makeChatbot(rolecall, team.owner, { name: 'Handbook', level: 'view' })
  const own = await makeChatbot(rolecall, team.owner, { name: 'Diary' })
  await spend(rolecall, team, 2n * DOLLAR, { chatbotId: shared })
  await spend(rolecall, team, DOLLAR, { chatbotId: own, teamId: null })
  const withdrawn = await makeChatbot(rolecall, team.owner, { name: 'Withdrawn', level: 'view' })
  await spend(rolecall, team, DOLLAR / 2n, { chatbotId: withdrawn })
  const ended = [withdrawn, isoTime(now())]
  await rolecall.db.query('UPDATE share_grant SET ended_at = $2 WHERE chatbot_id = $1', ended)
  rolecall.clock.advance(1_000)
  for (const name of ['Handbook', 'Withdrawn']) {
    await team.owner.command('chatbot delete', { chatbot: name })
    await team.owner.submit({ name })
  }
  passMonth()
  await closeAll(rolecall)
  const [invoice] = await invoicesOf(rolecall, team)
  expect(invoice?.lines.slice(1)).toMatchObject([
    { kind: 'usage', payer: 'Olivia', team: team.teamName, name: 'Handbook', amountMicros: 2n * DOLLAR },
    { kind: 'usage', payer: 'Olivia', team: null, name: null, amountMicros: DOLLAR },
    { kind: 'usage', payer: 'Olivia', team: team.teamName, name: null, amountMicros: DOLLAR / 2n },
  ])
  expect(invoice?.totalMinor).toBe(1_900n)
})

test('amounts of another currency get an invoice of their own', async () => {
  await topUp(7n * DOLLAR, { currency: 'EUR' })
  passMonth()
  await closeAll(rolecall)
  const totals = (await invoicesOf(rolecall, team)).map(({ number, currency, totalMinor }) => ({
    ...{ number, currency, totalMinor },
  }))
  expect(totals).toEqual([
    { number: 1, currency: 'USD', totalMinor: 1_900n },
    { number: 2, currency: 'EUR', totalMinor: 700n },
  ])
})

test('what was paid by card is in the total and not to pay any more; what was taken back counts against it', async () => {
  const { accountId, workspaceId } = team
  const at = isoTime(now())
  const paymentId = newId(now())
  await rolecall.db.query(
    `INSERT INTO payment (id, account_id, workspace_id, kind, amount_micros, currency, asked_by, asked_at, provider, status)
     SELECT $1, $2, $3, 'topUp', 30000000, 'USD', person_id, $4, 'stripe', 'paid' FROM account_admin WHERE account_id = $2`,
    [paymentId, accountId, workspaceId, at],
  )
  const pay = (amount: bigint) =>
    rolecall.db.query(
      `INSERT INTO top_up (id, account_id, workspace_id, amount_micros, currency, payment_id, at) VALUES ($1, $2, $3, $4, 'USD', $5, $6)`,
      [newId(now()), accountId, workspaceId, String(amount), paymentId, at],
    )
  await pay(30n * DOLLAR)
  await pay(-10n * DOLLAR)
  passMonth()
  await closeAll(rolecall)
  expect(await invoicesOf(rolecall, team)).toMatchObject([{ totalMinor: 3_900n, paidMinor: 2_000n }])
})

test('nobody can change an invoice or its lines', async () => {
  await expect(rolecall.db.query('UPDATE invoice SET total_minor = 0')).rejects.toThrow(
    /append-only|permission denied/,
  )
  await expect(rolecall.db.query('DELETE FROM invoice_line')).rejects.toThrow(/append-only|permission denied/)
})
