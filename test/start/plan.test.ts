import { join } from 'node:path'
import { stopCluster } from '../../src/db/cluster'
import { planCommand } from '../../src/plan'
import { addOrganisation, type Organisation } from '../people/fixture'
import { type Child, runChild } from '../support/child'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { layCluster } from '../support/made-cluster'
import { makeFolder } from '../support/server'
import { until } from '../support/until'
import { runHere } from './operator-command'

let database: TestDatabase
let acme: Organisation
beforeAll(async () => {
  database = await createTestDatabase()
  acme = await addOrganisation(database.dataSource, {})
})
afterAll(() => database.close())

const rolecall = (words: readonly string[], env: Record<string, string>, folder = makeFolder()): Child =>
  runChild('src/main.ts', words, { cwd: folder, env: { ROLECALL_DATA: join(folder, 'data'), ...env } })

const plan = (...words: string[]) =>
  runHere(planCommand, { DATABASE_URL: database.url, PLAN_PRO: 'seats 300, price 199' }, words)

const planOfAcme = async (): Promise<string> => {
  const [row] = await database.dataSource.query('SELECT plan FROM workspace WHERE id = $1', [
    acme.workspaceId,
  ])
  return row.plan
}

test('F152 the operator gives a workspace another plan, by its name or its id, and sees what they have', async () => {
  expect(await plan('Main', 'pro')).toEqual({
    code: 0,
    output: 'Workspace Main now has the plan Pro: 0 of 300 seats taken.\n',
  })
  expect(await planOfAcme()).toBe('pro')
  const { code, output } = await plan()
  expect(code).toBe(0)
  expect(output).toContain('basic: 25 seats, documents up to 25 MB, budget $20.00 a month, no price\n')
  expect(output).toContain(
    'pro: 300 seats, documents up to 100 MB, budget $100.00 a month, price $199.00 a month\n',
  )
  expect(output).toContain(`${acme.workspaceId}  Acme / Main: plan pro, 0 of 300 seats taken\n`)
  expect(await plan(acme.workspaceId, 'pro')).toMatchObject({
    code: 0,
    output: expect.stringContaining('already has the plan Pro'),
  })
})

test('R13 a plan with fewer seats than people is given, with what follows', async () => {
  await database.dataSource.query(
    `WITH crowd AS (INSERT INTO person (id, name, created_at) SELECT 'crowd' || n, 'One', now() FROM generate_series(1, 27) n RETURNING id)
     INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at) SELECT $1, id, $2, 'chatUser', now() FROM crowd`,
    [acme.workspaceId, acme.accountId],
  )
  const { code, output } = await plan('Main', 'basic')
  expect(code).toBe(0)
  expect(output).toMatch(
    /now has the plan Basic: \d\d of 25 seats taken\.\nNobody is thrown out\. Nobody new can/,
  )
})

test.each([
  ['a plan that is none', ['Main', 'gold'], 64, 'There is no plan gold. There are basic and pro.'],
  ['a plan that every object has', ['Main', 'constructor'], 64, 'There is no plan constructor.'],
  [
    'an unknown workspace',
    ['Nowhere', 'pro'],
    1,
    'There is no workspace Nowhere. `rolecall plan` lists them.',
  ],
  ['a workspace without a plan', ['Main'], 64, 'Usage: rolecall plan'],
  ['more words', ['Main', 'pro', 'now'], 64, 'Usage: rolecall plan'],
])('%s is refused, and changes nothing', async (_what, words, code, sentence) => {
  const before = await planOfAcme()
  const ended = await plan(...words)
  expect(ended).toMatchObject({ code, output: expect.stringContaining(sentence) })
  expect(await planOfAcme()).toBe(before)
})

test('a name that several workspaces have is not guessed', async () => {
  const other = await addOrganisation(database.dataSource, {})
  const { code, output } = await plan('Main', 'pro')
  expect(code).toBe(1)
  for (const { workspaceId } of [acme, other]) expect(output).toContain(workspaceId)
})

test('it works beside a running `rolecall start` with a database of its own, which goes on', async () => {
  const folder = makeFolder()
  await layCluster(join(folder, 'data'))
  const running = rolecall(['start'], { PORT: '0' }, folder)
  try {
    await until(() => running.output().includes('Rolecall is ready'), { timeoutMs: 60_000 })
    const beside = rolecall(['plan'], {}, folder)
    expect({ code: await beside.ended, output: beside.output() }).toMatchObject({
      code: 0,
      output: expect.stringContaining('basic: 25 seats'),
    })
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(running.output()) ?? []
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  } finally {
    running.signal('SIGTERM')
    await running.ended
    await stopCluster(join(folder, 'data/postgres')).catch(() => {})
  }
}, 120_000)
