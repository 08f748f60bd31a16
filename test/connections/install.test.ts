import type { ChatProfile } from '../../src/chat'
import { install } from '../../src/connections/install'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { seedTeam } from '../support/seed'

let rolecall: Rolecall
beforeEach(async () => {
  rolecall = await createRolecall()
})
afterEach(() => rolecall.close())

const TOKEN = 'xoxb-very-secret'
let states = 0

/** Slack sends somebody back who has added Rolecall to this workspace. */
function arrive(
  tenant: string,
  { userId = 'UOLIVIA', code = null, key = '', ...profile }: Partial<ChatProfile> & Partial<Arrival> = {},
) {
  states += 1
  const { db, clock, secrets } = rolecall
  const known = { name: 'Olivia', bot: false, guest: false, stranger: false, ...profile }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const installed = {
    tenant,
    name: `Name of ${tenant}`,
    botToken: TOKEN,
    installerUserId: userId,
    profiles: { profile: async () => known, tenantName: async () => null },
  }
  const options = { db, clock, secrets, log, profiles: () => undefined }
  return install(options, installed, code, { key: key || `install-${states}`, at: clock.now() })
}

interface Arrival {
  userId: string
  code: string | null
  key: string
}

const rows = (table: string) => rolecall.db.query<Record<string, unknown>[]>(`SELECT * FROM ${table}`)
const counts = () =>
  Promise.all(
    ['account', 'workspace', 'team', 'connection', 'person'].map(async (t) => (await rows(t)).length),
  )
const enter = (tenant: string, userId = 'UOLIVIA') =>
  rolecall.user({ platform: 'slack', tenant, userId }, { name: 'Olivia' })

test('the first installation founds an account in one write, with the token sealed (F149)', async () => {
  expect(await arrive('T1', { confirmedEmail: 'Olivia@Acme.test' })).toEqual({
    how: 'founded',
    place: 'Name of T1',
    person: 'Olivia',
    team: 'Name of T1',
  })
  expect(await counts()).toEqual([1, 1, 1, 1, 1])
  expect(await rows('person_address')).toMatchObject([{ address: 'olivia@acme.test' }])
  const [connection] = await rows('connection')
  expect(rolecall.secrets.open(String(connection?.sealed_bot_token))).toBe(TOKEN)
  expect(wordsOf(await enter('T1').command('whoami'))).toContain('Account Admin')
})

test('two who install the same workspace at once make one account, and the second becomes nothing in it', async () => {
  const done = await Promise.all([arrive('T1'), arrive('T1', { userId: 'UMAYA', name: 'Maya' })])
  expect(done.map((one) => 'how' in one && one.how).sort()).toEqual(['founded', 'renewed'])
  expect(await counts()).toEqual([1, 1, 1, 1, 1])
  expect(await rows('account_admin')).toHaveLength(1)
})

test('the same way back delivered twice is one installation with one answer (R19)', async () => {
  const [first, second] = [await arrive('T1', { key: 'state' }), await arrive('T1', { key: 'state' })]
  expect(second).toEqual(first)
  expect(await counts()).toEqual([1, 1, 1, 1, 1])
})

test.each([{ guest: true }, { bot: true }, { stranger: true }])(
  '%j founds nothing (R22)',
  async (profile) => {
    expect(await arrive('T1', profile)).toMatchObject({ refused: true, code: Object.keys(profile)[0] })
    expect(await counts()).toEqual([0, 0, 0, 0, 0])
  },
)

test('an installation ends the codes that would make a first account', async () => {
  const code = await rolecall.claimCode()
  await arrive('T1')
  const dora = rolecall.user({ platform: 'discord', tenant: 'discord', userId: '1' }, {}, 'guild')
  expect(titleOf(await dora.command('link', code ?? ''))).toBe('This code is not valid')
  expect(await counts()).toEqual([1, 1, 1, 1, 1])
})

test('codes of other purposes connect nothing', async () => {
  const { owner } = await seedTeam(rolecall)
  const [link] = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(wordsOf(await owner.command('link'))) ?? []
  const before = await counts()
  expect(await arrive('T9', { code: link ?? '' })).toMatchObject({ refused: true, code: 'codeWrong' })
  expect(await counts()).toEqual(before)
})

test('of two installed workspaces, each refuses every id of the other in commands and buttons (F150, R21)', async () => {
  await arrive('T1')
  await arrive('T2')
  const [first, second] = [enter('T1'), enter('T2')]
  await first.command('team invite', 'ann@acme.test')
  const [mine, theirs] =
    await rolecall.db.query(`SELECT t.id AS team, m.id AS membership, m.person_id AS person,
    (SELECT id FROM invitation WHERE team_id = t.id) AS invitation, c.tenant
    FROM team t JOIN membership m ON m.team_id = t.id JOIN connection c ON c.default_team_id = t.id ORDER BY c.tenant`)
  expect([mine.tenant, theirs.tenant]).toEqual(['T1', 'T2'])
  const presses = [...rolecall.registry.presses.keys()].filter((name) => /^(teams|invites)\./.test(name))
  expect(presses.length).toBeGreaterThan(10)
  const before = await state()
  for (const id of [mine.team, mine.membership, mine.person, mine.invitation])
    for (const press of presses) {
      const answer = await second.press(`${press}:${id}`)
      expect(`${press}: ${wordsOf(answer)}`).not.toMatch(/ann@acme|Name of T1/)
    }
  expect(await state()).toEqual(before)
  expect(wordsOf(await second.command('team overview', `team:${mine.team}`))).toContain('no such team')
  expect(wordsOf(await first.command('team overview', `team:${mine.team}`))).toContain('Name of T1')
})

const state = () => Promise.all(['team', 'membership', 'invitation', 'audit_entry'].map(rows))
