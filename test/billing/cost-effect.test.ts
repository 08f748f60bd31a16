import { costEffect, planOf } from '../../src/billing'
import { projectMonth } from '../../src/billing/cost-effect'
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../src/clock'
import { parseConfig } from '../../src/config'
import { newId } from '../../src/db'
import { addOrganisation, type Organisation } from '../people/fixture'
import { createTestDatabase, type TestDatabase } from '../support/database'

const { plans } = parseConfig({})
const CREATED = Date.parse('2026-01-31T10:00Z')
const NOW = Date.parse('2026-03-05T12:00Z')

let database: TestDatabase
let acme: Organisation
let chatbotId: string
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  const db = database.dataSource
  acme = await addOrganisation(db, {})
  await db.query('UPDATE workspace SET created_at = $2 WHERE id = $1', [acme.workspaceId, isoTime(CREATED)])
  chatbotId = await addChatbot(NOW - 90 * DAY_MS)
})

async function addChatbot(createdAt: number): Promise<string> {
  const id = newId(NOW)
  await database.dataSource.query(
    `INSERT INTO chatbot (id, account_id, workspace_id, owner_id, name, created_at) VALUES ($1, $2, $3, $4, 'Helper', $5)`,
    [id, acme.accountId, acme.workspaceId, acme.ownerId, isoTime(createdAt)],
  )
  return id
}

async function use(
  costMicros: bigint,
  at: number,
  { chatbot = chatbotId, of = acme, currency = 'USD' } = {},
) {
  await database.dataSource.query(
    `INSERT INTO usage_entry (id, account_id, workspace_id, chatbot_id, turn_id, asked_by, payer_person, model,
      input_tokens, output_tokens, cost_micros, currency, at)
    VALUES ($1, $2, $3, $4, $1, $5, $5, 'm', 1, 1, $6, $7, $8)`,
    [newId(at), of.accountId, of.workspaceId, chatbot, of.ownerId, String(costMicros), currency, isoTime(at)],
  )
}

const effect = (id = chatbotId, currency = 'USD') =>
  costEffect(
    { db: database.dataSource, plans },
    { chatbotId: id, workspaceId: acme.workspaceId, currency },
    NOW,
  )

test('F63 the last 30 days of a chatbot count, to the millisecond', async () => {
  await use(1_000n, NOW - 30 * DAY_MS)
  await use(20_000n, NOW - 30 * DAY_MS + 1)
  await use(300_000n, NOW)
  expect(await effect()).toMatchObject({
    answers: 2,
    costMicros: 320_000n,
    monthMicros: 320_000n,
    currency: 'USD',
  })
})

test('F63 a younger chatbot is projected to a whole month', async () => {
  const young = await addChatbot(NOW - 10 * DAY_MS)
  await use(300_000n, NOW - DAY_MS, { chatbot: young })
  expect(await effect(young)).toMatchObject({ answers: 1, costMicros: 300_000n, monthMicros: 900_000n })
})

test('F63 the plan shows what everybody in the workspace has used since the period began (F109)', async () => {
  const other = await addChatbot(NOW - 90 * DAY_MS)
  const elsewhere = await addOrganisation(database.dataSource, {})
  const began = Date.parse('2026-02-28T00:00Z')
  await use(1n, began - 1)
  await use(20n, began)
  await use(300n, NOW, { chatbot: other })
  await use(4_000n, NOW, { of: elsewhere, chatbot: other })
  const { plan } = await effect()
  expect(plan).toEqual({ name: 'Basic', budgetMicros: plans.basic.monthlyBudgetMicros, usedMicros: 320n })
})

test('F108 the budget is that of the plan', async () => {
  await database.dataSource.query(`UPDATE workspace SET plan = 'pro' WHERE id = $1`, [acme.workspaceId])
  const { plan } = await effect()
  expect(plan).toMatchObject({ name: 'Pro', budgetMicros: plans.pro.monthlyBudgetMicros })
  expect(planOf(plans, 'unheard of')).toEqual(plans.basic)
})

test('F63 amounts of different currencies are never added; answers count whatever they were priced in', async () => {
  await use(1_000n, NOW)
  await use(20_000n, NOW, { currency: 'EUR' })
  expect(await effect()).toMatchObject({ answers: 2, costMicros: 1_000n, plan: { usedMicros: 1_000n } })
  expect(await effect(chatbotId, 'EUR')).toMatchObject({
    answers: 2,
    costMicros: 20_000n,
    plan: { usedMicros: 20_000n },
  })
})

test('a chatbot that was never asked costs nothing; sums beyond what a number holds stay exact', async () => {
  expect(await effect()).toMatchObject({
    answers: 0,
    costMicros: 0n,
    monthMicros: 0n,
    plan: { usedMicros: 0n },
  })
  await use(9_007_199_254_740_993n, NOW)
  await use(9_007_199_254_740_994n, NOW)
  expect((await effect()).costMicros).toBe(18_014_398_509_481_987n)
})

describe('the projection for a month', () => {
  test.each([
    ['older than a month: what the last month cost', 500n, 200 * DAY_MS, 500n],
    ['just a month old', 500n, 30 * DAY_MS, 500n],
    ['half a month old: twice as much', 500n, 15 * DAY_MS, 1_000n],
    ['rounded up', 100n, 7 * DAY_MS, 429n],
    ['a day old', 10n, DAY_MS, 300n],
    ['an hour old: as if it were a day', 10n, HOUR_MS, 300n],
    ['a minute old: as if it were a day', 10n, MINUTE_MS, 300n],
    ['of this moment', 0n, 0, 0n],
  ])('%s', (_age, costMicros, ageMs, expected) => {
    expect(projectMonth(costMicros, ageMs)).toBe(expected)
  })
})
