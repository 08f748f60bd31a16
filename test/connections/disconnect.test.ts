import { createFeatures } from '../../src/features'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'

let rolecall: Rolecall
let team: SeededTeam
let stillIn: string | null
let logged: { data: object; message: string }[]

beforeEach(async () => {
  rolecall = await createRolecall()
  team = await seedTeam(rolecall)
  stillIn = null
  logged = []
})
afterEach(() => rolecall.close())

function places() {
  const keep = (data: object, message: string) => void logged.push({ data, message })
  const log = { info: keep, warn: keep, error: keep }
  const profiles = () => ({ profile: async () => null, tenantName: async () => stillIn })
  return createFeatures({ ...rolecall.options, log, profiles }).places
}

const connection = async (tenant: string) => {
  const [row] = await rolecall.db.query('SELECT * FROM connection WHERE tenant = $1', [tenant])
  return row
}
const deeds = async () => {
  const entries = await rolecall.db.query<{ action: string }[]>(
    `SELECT action FROM audit_entry WHERE subject_type = 'connection' ORDER BY id`,
  )
  return entries.map(({ action }) => action)
}

test('where the bot was removed people are told that nothing is connected, and it goes on when it is back (B15)', async () => {
  const { guild, member } = team
  await places().disconnect('discord', guild, 'removed')
  expect(titleOf(await member.command('team overview'))).toBe(
    'This server is not connected to a workspace yet',
  )
  const before = await connection(guild)
  expect(before.ended_at).not.toBeNull()
  await places().reconnect('discord', guild)
  expect(titleOf(await member.command('team overview'))).toContain(team.teamName)
  expect(await connection(guild)).toEqual({ ...before, ended_at: null })
  expect(await deeds()).toEqual(['connection.ended', 'connection.resumed'])
})

test('account admins are told in chat where that works, else by mail; nobody else is (B15)', async () => {
  await places().disconnect('discord', team.guild, 'removed')
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner)).toMatchObject([
    { title: expect.stringMatching(/^discord \d+ is no longer connected$/) },
  ])
  expect(rolecall.mails).toEqual([])

  await places().disconnect('slack', team.slackTenant, 'uninstalled')
  await rolecall.deliver()
  expect(rolecall.mails).toMatchObject([
    {
      to: expect.stringMatching(/^olivia\./),
      mail: { subject: expect.stringMatching(/^slack \d+ is no longer/) },
    },
  ])
  for (const other of [team.admin, team.member]) expect(rolecall.inboxOf(other)).toEqual([])
})

test('said twice it ends once, and the admins are told once', async () => {
  const { disconnect } = places()
  const { slackTenant } = team
  await Promise.all([
    disconnect('slack', slackTenant, 'tokensRevoked'),
    disconnect('slack', slackTenant, 'uninstalled'),
  ])
  await disconnect('slack', slackTenant, 'uninstalled')
  expect(await deeds()).toEqual(['connection.ended'])
  expect(await rolecall.db.query(`SELECT 1 FROM outbox WHERE name = 'connection.ended'`)).toHaveLength(1)
})

test('while the platform still lets us in nothing ends, for the news are old', async () => {
  stillIn = 'Acme'
  await places().disconnect('slack', team.slackTenant, 'uninstalled')
  expect((await connection(team.slackTenant)).ended_at).toBeNull()
  expect(logged.map(({ message }) => message)).toEqual(['Still connected, though it was said to have ended'])
})

test('an admin who has not been told before it goes on is not told any more', async () => {
  await places().disconnect('slack', team.slackTenant, 'uninstalled')
  await places().reconnect('slack', team.slackTenant)
  await rolecall.deliver()
  expect([rolecall.mails, rolecall.inboxOf(team.owner)]).toEqual([[], []])
})

test('a place that was never connected can neither end nor go on', async () => {
  await places().disconnect('slack', 'TNOBODY', 'uninstalled')
  await places().reconnect('discord', 'nowhere')
  await places().reconnect('discord', team.guild)
  expect(await deeds()).toEqual([])
})
