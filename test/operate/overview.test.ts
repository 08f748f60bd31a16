import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_MS, isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { declaredSweeps } from '../../src/declared-commands'
import { noteRuns } from '../../src/operate'
import { SWEEP_WORDS } from '../../src/operate/sweep-words'
import { type Operators, openOperators, seedAccount, seedOwed } from './stage'

let operators: Operators
let accountId: string
let cookie: string

beforeAll(async () => {
  operators = await openOperators()
  accountId = await seedAccount(operators)
  cookie = await operators.signIn()
})
afterAll(() => operators.close())
afterEach(() => operators.db.query('DELETE FROM outbox'))

/** What the page says, without its markup. */
async function page(path = '/operate'): Promise<string> {
  const markup = await (await operators.browse(path, cookie)).text()
  expect(markup).not.toContain('<b>Acme')
  return markup.replace(/<[^>]+>/g, ' ').replace(/[\s\u00A0]+/g, ' ')
}

const sendAgain = (fields: Record<string, string>) =>
  operators.send('/operate', '/operate/send-again', fields, cookie)

const rows = (): Promise<{ status: string; attempts: number; last_error: string | null }[]> =>
  operators.db.query('SELECT status, attempts, last_error FROM outbox ORDER BY id')

test('what is owed is counted by kind, with what is due and what has failed', async () => {
  await seedOwed(operators, accountId, {})
  await seedOwed(operators, accountId, { error: 'TryLater', dueInMs: 60_000 })
  await seedOwed(operators, accountId, { kind: 'mail', error: 'TryLater' })
  operators.clock.advance(5_000)
  const said = await page()
  expect(said).toContain('Messages 2 2 1 5 s ago')
  expect(said).toContain('Mails 1 1 1 5 s ago')
  expect(said).toContain('Cards to redraw 0 0 0')
  expect(said).toContain('tried 3 times, again in 55 s: the platform asked to wait, or is away')
  expect(said).toContain('tried 3 times, again 5 s ago: the mail server asked to wait, or is away')
  expect(said).toContain('Nothing was given up; what failed is tried again.')
})

test('what reached nobody is shown with the reason, and nothing of what it says', async () => {
  const id = await seedOwed(operators, accountId, {
    ...{ status: 'undeliverable', error: 'chat', data: { text: 'geheim' } },
  })
  const said = await page()
  expect(said).toContain('1, because they accept no private messages from the bot')
  expect(said).toContain(`invitation.accepted notice ${id}`)
  expect(said).toContain('given up')
  expect(said).not.toContain('geheim')
})

test('one message is sent again from its first attempt on, and the audit has it (R18)', async () => {
  const [id] = [
    await seedOwed(operators, accountId, { status: 'undeliverable', error: 'chat' }),
    await seedOwed(operators, accountId, { status: 'undeliverable', error: 'chat' }),
  ]
  const sent = await sendAgain({ id })
  expect(sent.headers.get('location')).toBe('/operate?sent=1#deliveries')
  expect(await page('/operate?sent=1')).toContain('Deliveries One message is on its way again.')
  expect(await rows()).toEqual([
    { status: 'owed', attempts: 0, last_error: null },
    { status: 'undeliverable', attempts: 3, last_error: 'chat' },
  ])
  const audited = await operators.db.query(
    `SELECT account_id, actor_id, subject_id FROM audit_entry WHERE action = 'notice.sentAgain'`,
  )
  expect(audited).toEqual([{ account_id: accountId, actor_id: null, subject_id: id }])
})

test('everything that failed for one reason is sent again together', async () => {
  for (const error of ['chat', 'chat', 'mail'])
    await seedOwed(operators, accountId, { status: 'undeliverable', error })
  await sendAgain({ why: 'chat' })
  expect((await rows()).map(({ status }) => status)).toEqual(['owed', 'owed', 'undeliverable'])
})

test('neither a mail whose content is gone nor what has been read is sent again', async () => {
  const ids = [
    await seedOwed(operators, accountId, { kind: 'mail', status: 'undeliverable', error: 'mail' }),
    await seedOwed(operators, accountId, { status: 'seen' }),
    await seedOwed(operators, accountId, { status: 'done' }),
  ]
  expect(await page()).toContain('Its content is gone: a code or link was in it.')
  for (const id of ids) await sendAgain({ id })
  expect(await page('/operate?sent=0')).toContain('Nothing of that is left to be sent again.')
  expect((await rows()).map(({ status }) => status)).toEqual(['undeliverable', 'seen', 'done'])
})

test('what no row can be called is nothing to send again', async () => {
  for (const fields of [{}, { id: '' }, { id: '\0' }, { why: '\0' }, { id: 'a\nb' }] as Record<
    string,
    string
  >[])
    expect([fields, (await sendAgain(fields)).status]).toEqual([fields, 404])
})

test('sending again without the hidden field changes nothing', async () => {
  const id = await seedOwed(operators, accountId, { status: 'undeliverable', error: 'chat' })
  const body = new URLSearchParams({ id })
  expect((await operators.browse('/operate/send-again', cookie, { method: 'POST', body })).status).toBe(403)
  expect(await rows()).toMatchObject([{ status: 'undeliverable' }])
})

test('a recurring job shows when it ran, how long it took, that it fails, and that it is late', async () => {
  expect(await page()).toContain('never-run 1 min never has not run yet')
  let failing = true
  const run = () =>
    noteRuns(
      {
        name: 'old-codes',
        everyMs: 3_600_000,
        run: async () => {
          if (failing) throw Object.assign(new Error('geheim'), { code: '57P01' })
        },
      },
      operators,
    ).run(undefined)
  await expect(run()).rejects.toThrow('geheim')
  expect(await page()).toMatch(/old-codes deletes used and old codes 1 h now \d+ ms fails: Error 57P01/)
  failing = false
  operators.clock.advance(60_000)
  await run()
  expect(await page()).toMatch(
    /old-codes deletes used and old codes 1 h now \d+ ms well; failed 1 min ago: Error 57P01/,
  )
  operators.clock.advance(DAY_MS / 2)
  cookie = await operators.signIn()
  expect(await page()).toMatch(
    /old-codes deletes used and old codes 1 h 12 h ago \d+ ms late: does a worker run\?/,
  )
})

test('connections are shown with those that ended first, unless they are connected again (B15)', async () => {
  const at = operators.clock.now()
  const workspaceId = newId(at)
  await operators.db.query(
    'INSERT INTO workspace (id, account_id, name, created_at) VALUES ($1, $2, $3, $4)',
    [...[workspaceId, accountId, 'W', isoTime(at)]],
  )
  const connect = (tenant: string, name: string, ended: number | null) =>
    operators.db.query(
      `INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, created_at, ended_at)
       VALUES ($1, $2, $3, 'slack', $4, $5, $6, $7)`,
      [newId(at), accountId, workspaceId, tenant, name, isoTime(at), ended && isoTime(ended)],
    )
  await connect('T1', 'Came back', at)
  await connect('T1', 'Came back', null)
  await connect('T2', 'Gone', at)
  const said = await page()
  expect(said).toContain('Slack: 1 connected, events arrive at this process')
  expect(said).toMatch(/Slack Gone .* ended now .*Slack Came back .* connected/)
  expect(said.match(/Came back/g)).toHaveLength(1)
})

test('places of a platform from which no events arrive are not called connected', async () => {
  operators.platforms.set('slack', false)
  const said = await page()
  expect(said).toContain('Slack: added in 1, but no events arrive at this process')
  expect(said).toMatch(/Slack Came back .* no events arrive/)
})

test('what each recurring job is for is said on the page and, alike, in the page for operators', async () => {
  const sweeps = declaredSweeps().map(({ name }) => name)
  expect(Object.keys(SWEEP_WORDS).sort()).toEqual([...sweeps].sort())
  expect(await page()).toContain('old-codes deletes used and old codes 1 h')
  const told = readFileSync(join(__dirname, '../../docs/operators.md'), 'utf8').replaceAll('`', '')
  const untold = sweeps.filter((name) => {
    const row = told.split('\n').find((line) => line.startsWith(`| ${name} | `))
    return !row?.endsWith(` | ${SWEEP_WORDS[name]} |`)
  })
  expect(untold).toEqual([])
})
