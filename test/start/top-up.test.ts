import { readBudget } from '../../src/billing'
import { parseConfig } from '../../src/config'
import { topUpCommand } from '../../src/top-up'
import { AT, addOrganisation, type Organisation } from '../people/fixture'
import { runChild } from '../support/child'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { makeFolder } from '../support/server'
import { runHere } from './operator-command'

let database: TestDatabase
let acme: Organisation
beforeAll(async () => {
  database = await createTestDatabase()
  acme = await addOrganisation(database.dataSource, {})
})
afterAll(() => database.close())

const env = {
  MODEL_URL: 'http://127.0.0.1:1/v1',
  MODEL_NAME: 'm',
  MODEL_PRICES: 'USD 0.15/0.60',
}

const topUp = (words: readonly string[], more: Record<string, string> = env) =>
  runHere(topUpCommand, { DATABASE_URL: database.url, ...more }, words)

const left = async () => {
  const options = { db: database.dataSource, plans: parseConfig({}).plans }
  return (await readBudget(options, { workspaceId: acme.workspaceId, currency: 'USD' }, AT)).topUpMicros
}

test('the operator lists workspaces, enters a top-up and takes some of it back', async () => {
  expect(await topUp([acme.workspaceId, '50.05'])).toMatchObject({
    code: 0,
    output: expect.stringContaining('Left of top-ups now: $50.05'),
  })
  expect(await topUp([acme.workspaceId, '-0.05'])).toMatchObject({ code: 0 })
  expect(await left()).toBe(50_000_000n)
  const child = runChild('src/main.ts', ['top-up'], {
    cwd: makeFolder(),
    env: { DATABASE_URL: database.url, ...env },
  })
  expect(await child.ended).toBe(0)
  const output = child.output()
  expect(output).toContain(`${acme.workspaceId}  Acme / Main: plan Basic, $0.00 used, $20.00 left until `)
  expect(output).toContain('top-ups $50.00')
})

test('the operator tops up a team, and sees what people wish to pay', async () => {
  const { accountId, workspaceId, teamId, ownerId } = acme
  await database.dataSource.query(
    `INSERT INTO payment (id, account_id, workspace_id, team_id, kind, amount_micros, currency, asked_by, asked_at, provider, status)
     VALUES ('01WISH', $1, $2, $3, 'topUp', 20500000, 'USD', $4, now(), 'operator', 'open')`,
    [accountId, workspaceId, teamId, ownerId],
  )
  const command = `rolecall top-up --team ${teamId} 20.5`
  expect((await topUp([])).output).toContain(command)
  expect(await topUp(['--team', teamId, '20.50'])).toMatchObject({
    code: 0,
    output: expect.stringContaining('Left of top-ups now: $20.50'),
  })
  const { output } = await topUp([])
  expect(output).not.toContain(command)
  expect(output).toMatch(new RegExp(`--team ${teamId}  .*: top-ups \\$20\\.50`))
  expect(await left()).toBe(50_000_000n)
})

test.each([
  ['more than is left', (id: string) => [id, '-1000'], env, 1, 'Less is left'],
  ['an unknown workspace', () => ['01ABC', '5'], env, 1, 'There is no workspace 01ABC'],
  ['an unknown team', () => ['--team', '01ABC', '5'], env, 1, 'There is no team 01ABC'],
  ['a team without an amount', (id: string) => ['--team', id], env, 64, 'Usage: rolecall top-up'],
  ['nothing', (id: string) => [id, '0.00'], env, 64, 'Usage: rolecall top-up'],
  ['no amount', (id: string) => [id], env, 64, 'Usage: rolecall top-up'],
  ['too fine an amount', (id: string) => [id, '0.0000001'], env, 64, 'Usage: rolecall top-up'],
  ['anything, where answers cost nothing', (id: string) => [id, '5'], {}, 1, 'MODEL_PRICES is not set'],
])('%s cannot be entered, and changes nothing', async (_what, words, environment, code, sentence) => {
  const before = await left()
  const ended = await topUp(words(acme.workspaceId), environment)
  expect(ended).toMatchObject({ code, output: expect.stringContaining(sentence) })
  expect(await left()).toBe(before)
})
