import { drawing, unlessEmpty } from '../../src/billing'
import { chargeFor } from '../../src/billing/charge'
import { isoTime } from '../../src/clock'
import { parseConfig } from '../../src/config'
import { type Database, defineChange, newId, settle } from '../../src/db'
import { AT, addOrganisation, type Organisation } from '../people/fixture'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { BUDGET } from './stage'

let database: TestDatabase
let acme: Organisation
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  acme = await addOrganisation(database.dataSource, {})
})

const options = (db: Database = database.dataSource) => ({ db, plans: parseConfig({}).plans })
const cost = (costMicros: bigint, at = AT) => ({
  ...{ workspaceId: acme.workspaceId, currency: 'USD', costMicros, at },
  payerId: acme.ownerId,
  teamId: null,
})
const kept = async () => {
  const [row] = await database.dataSource.query(
    'SELECT spent_micros AS spent, top_up_micros AS left FROM workspace_budget WHERE workspace_id = $1',
    [acme.workspaceId],
  )
  return row
}

const save = defineChange('test.charge', `${drawing('$1')}, changed AS (SELECT 1 FROM drawn)`)

const charge = (costMicros: bigint) =>
  settle(database.dataSource, { key: newId(AT), at: AT }, async (wish) => {
    const { draw } = await chargeFor(options(), cost(costMicros))
    await save(database.dataSource, [draw], wish, { reliesOn: [], audit: [], owed: [], outcome: null })
  })

/** As if nobody else drew between reading and writing. */
async function chargeNaively(costMicros: bigint) {
  const { spent } = await kept()
  await database.dataSource.query('UPDATE workspace_budget SET spent_micros = $2 WHERE workspace_id = $1', [
    acme.workspaceId,
    String(BigInt(spent) + costMicros),
  ])
}

test('F110 charges at the same moment all count; read, then written, they would not', async () => {
  await charge(1n)
  await Promise.all(Array.from({ length: 30 }, () => charge(2n)))
  expect(await kept()).toEqual({ spent: 61, left: 0 })
  await Promise.all(Array.from({ length: 30 }, () => chargeNaively(2n)))
  expect((await kept()).spent).toBeLessThan(121)
})

test('F110 the first charges ever, all at once, all count', async () => {
  await Promise.all(Array.from({ length: 10 }, () => charge(3n)))
  expect(await kept()).toEqual({ spent: 30, left: 0 })
})

test('F110 charges that run the budget out at the same moment each see how far it went', async () => {
  await Promise.all(Array.from({ length: 12 }, () => charge(BUDGET / 5n)))
  expect(await kept()).toEqual({ spent: (Number(BUDGET) / 5) * 12, left: 0 })
})

test('F109 what ended in a period that another process has closed draws on nothing of the next', async () => {
  await charge(5n)
  const before = Date.parse(isoTime(AT).slice(0, 10)) - 1
  expect(await chargeFor(options(), cost(7n, before))).toEqual({
    ...{ topUpMicros: 0n, teamTopUpMicros: 0n, draw: '[]', owed: [] },
  })
})

test('where answers cost nothing, nothing is read and nothing refused', async () => {
  const unread: Database = {
    query: () => {
      throw new Error('read')
    },
    getRepository: () => {
      throw new Error('read')
    },
  }
  const free = { currency: 'USD', inputMicros: 0, outputMicros: 0 }
  const nothing = {
    ...options(unread).plans,
    basic: { ...options().plans.basic, monthlyBudgetMicros: 0n },
  }
  const place = { workspaceId: acme.workspaceId, teamId: acme.teamId }
  const given = { db: unread, plans: nothing, prices: free }
  expect(await unlessEmpty(given, place, AT)).toBeUndefined()
  expect(await chargeFor(options(unread), cost(0n))).toMatchObject({ draw: '[]' })
  const priced = { ...given, db: database.dataSource, prices: { ...free, inputMicros: 1 } }
  expect(await unlessEmpty(priced, place, AT)).toMatchObject({ code: 'budgetEmpty' })
})
