import { MINUTE_MS } from '../../src/clock'
import { until } from '../support/until'
import { ACME, type OAuthStage, OTHER, startOAuthStage } from './oauth-stage'

const olivia = 'Olivia Owner'
const maya = 'Maya Member'

let stage: OAuthStage
beforeEach(async () => {
  stage = await startOAuthStage()
})
afterEach(() => stage.close())

const install = (tenant: string, name = olivia) => stage.browser().install(tenant, name)
const count = async (table: string) => (await stage.query(`SELECT 1 FROM ${table}`)).length
const connections = () =>
  stage.query('SELECT tenant, name, account_id, sealed_bot_token, ended_at FROM connection ORDER BY id')
const ended = (tenant: string) =>
  until(async () => (await connections()).find((row) => row.tenant === tenant && row.ended_at !== null))

test('adding Rolecall to Slack makes account, workspace, team and their admin, who goes on in Slack (F149)', async () => {
  const page = await install(ACME)
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining(`Welcome, ${olivia}`) })
  const player = stage.slackIn(ACME, olivia)
  await player.types('/whoami')
  const me = await player.sees('Account Admin')
  for (const role of ['Owner of team Acme', 'Workspace Admin of workspace Acme'])
    expect(me.text).toContain(role)
  expect(await count('account')).toBe(1)
})

test('the token is nowhere in the clear: not in the database, not in the log', async () => {
  await install(ACME)
  const token = stage.sandbox.slack.botToken
  const [connection] = await connections()
  expect(connection?.sealed_bot_token).toMatch(/^k1\./)
  const tables = await stage.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )
  const rows = await Promise.all(
    tables.map(({ name }) => stage.query(`SELECT t::text AS row FROM "${name}" t`)),
  )
  const everything = JSON.stringify(rows)
  expect(everything).toContain(String(connection?.sealed_bot_token))
  expect(everything).not.toContain(token)
  expect(stage.logged.join('')).not.toContain(token)
})

test('another Slack workspace is another account, and its people know nobody of the first (F150 R21)', async () => {
  await install(ACME)
  await stage.slackIn(ACME, olivia).types('/team invite maya@builders.test')
  await stage.slackIn(ACME, olivia).sees('Invited 1 person')
  const ids =
    await stage.query(`SELECT t.id AS team, m.id AS membership, m.person_id AS person, i.id AS invitation
    FROM team t JOIN membership m ON m.team_id = t.id JOIN invitation i ON i.team_id = t.id`)
  await install(OTHER)
  expect(await count('account')).toBe(2)
  const people = await stage.query('SELECT DISTINCT person_id FROM chat_identity')
  expect(people).toHaveLength(2)

  await stage.slackIn(ACME, olivia).types(`/team overview team:${ids[0]?.team}`)
  await stage.slackIn(ACME, olivia).sees('Your role')
  const stranger = stage.slackIn(OTHER, olivia)
  const before = await stage.query('SELECT * FROM membership ORDER BY id')
  const { team, membership, person, invitation } = ids[0] ?? {}
  for (const command of [
    `/team overview team:${team}`,
    `/team members team:${team}`,
    `/team settings team:${team}`,
    `/team invite ann@acme.test team:${team}`,
    `/team role ${membership} admin`,
    `/team remove ${membership}`,
    `/team remove ${person}`,
    '/team remove "Olivia Owner"',
    `/invite accept ${invitation}`,
  ]) {
    await stranger.types(command)
    const answer = await stranger.sees(/\S/)
    expect(`${command}: ${answer.text}`).toMatch(/There is no such|This code is not valid/)
    expect(answer.text).not.toContain('Acme')
  }
  expect(await stage.query('SELECT * FROM membership ORDER BY id')).toEqual(before)
})

test('with a connection code the next Slack workspace joins the first one’s, and who gave it is told', async () => {
  await install(ACME)
  const player = stage.slackIn(ACME, olivia)
  await player.types('/rolecall')
  await player.sees(`Hello ${olivia}`)
  await player.presses('Connect Slack or Discord')
  const card = await player.sees('is connected at once')
  const link = card.controls.find(({ label }) => label === 'Add to Slack')?.id ?? ''
  expect(link).toMatch(/\/slack\/install\?code=/)
  const question = await stage.browser().show(link)
  expect(question.text).toContain('will belong to workspace Acme in Rolecall')
  expect(await count('connection')).toBe(1)
  const page = await stage.browser().install(OTHER, maya, link)
  expect(page.text).toContain('Other is connected')
  await player.sees('added Rolecall with your link')
  expect(await count('account')).toBe(1)
  const [first, second] = await connections()
  expect([second?.tenant, second?.account_id]).toEqual([OTHER, first?.account_id])
  expect(await count('account_admin')).toBe(1)

  expect((await stage.browser().show(link)).text).toContain('This code is not valid')
  expect(await count('connection')).toBe(2)
})

test('a code that ends while Slack asks for consent connects nothing', async () => {
  await install(ACME)
  const player = stage.slackIn(ACME, olivia)
  await player.types('/rolecall')
  await player.sees(`Hello ${olivia}`)
  await player.presses('Connect Slack or Discord')
  const link = (await player.sees('is connected at once')).controls.find(
    ({ label }) => label === 'Add to Slack',
  )
  const browser = stage.browser()
  const page = await browser.begin(link?.id)
  await stage.query('UPDATE one_time_code SET used_at = now()')
  const back = await browser.show(await browser.allow(page, OTHER, maya))
  expect(back).toMatchObject({ status: 409, text: expect.stringContaining('Nothing was connected') })
  expect(await count('connection')).toBe(1)
})

test.each(['uninstall', 'revoke'] as const)(
  'after %s the token is forgotten and the admins get a mail; whoever reinstalls resumes everything and becomes nothing (B15)',
  async (how) => {
    await install(ACME)
    const { slack } = stage.sandbox
    if (how === 'uninstall') slack.uninstall(ACME)
    else slack.faults.revokeToken(ACME)
    expect(await ended(ACME)).toMatchObject({ sealed_bot_token: null })
    const mail = await stage.mailTo('olivia@acme.test', 'Acme is no longer connected')
    expect(mail.links).toContain(`${stage.url}/slack/install`)

    const page = await install(ACME, maya)
    expect(page.text).toContain('Acme is connected again')
    expect([await count('account'), await count('account_admin')]).toEqual([1, 1])
    const player = stage.slackIn(ACME, olivia)
    await player.types('/team overview')
    await player.sees('Acme')
    const entries = await stage.query(
      `SELECT action FROM audit_entry WHERE subject_type = 'connection' ORDER BY id`,
    )
    expect(entries.map(({ action }) => action)).toEqual([
      'connection.made',
      'connection.ended',
      'connection.resumed',
    ])
  },
)

test('news of an uninstallation that come after the reinstallation end nothing (B15)', async () => {
  await install(ACME)
  const { slack } = stage.sandbox
  slack.setRequestUrl(`${stage.url}/nowhere`)
  slack.uninstall(ACME)
  await install(ACME)
  slack.setRequestUrl(`${stage.url}/slack/events`)
  stage.sandbox.clock.advance(6 * MINUTE_MS)
  await until(() => stage.logged.some((line) => line.includes('Still connected')))
  expect((await connections()).map((row) => row.ended_at)).toEqual([null])
})

test('a Discord server that removes the bot is disconnected, and goes on when it is back (B15)', async () => {
  await install(ACME)
  const player = stage.slackIn(ACME, olivia)
  await player.types('/rolecall')
  await player.sees(`Hello ${olivia}`)
  await player.presses('Connect Slack or Discord')
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec((await player.sees('is connected at once')).text)?.[0]
  const there = stage.discord(olivia)
  await there.types(`/link ${code}`)
  await there.sees('is connected')
  const { guilds } = stage.sandbox.discord
  const guild = String((await connections()).at(-1)?.tenant)
  guilds.kickBot(guild)
  await ended(guild)
  await player.sees('is no longer connected')
  guilds.addBot(guild)
  await until(async () => (await connections()).every((row) => row.ended_at === null))
})

test('a way back from Slack is good once', async () => {
  const browser = stage.browser()
  const back = await browser.allow(await browser.begin(), ACME, olivia)
  expect((await browser.show(back)).status).toBe(200)
  expect((await browser.show(back)).status).toBe(400)
  expect(await count('account')).toBe(1)
})

test('after a rotation of keys older tokens are still good; without their key the workspace must be installed again', async () => {
  await install(ACME)
  const [old, fresh] = ['k1', 'k2'].map((id, at) => `${id}:${Buffer.alloc(32, 7 + at).toString('base64')}`)
  // Discord would make each restart wait: it lets a bot identify once in five seconds.
  const alone = { DISCORD_BOT_TOKEN: '' }
  await stage.restart({ ...alone, ENCRYPTION_KEYS: `${fresh},${old}` })
  const player = stage.slackIn(ACME, olivia)
  await player.types('/team invite <@U0ADAM>')
  await player.sees('Invited 1 person')
  await stage.slackIn(ACME, 'Adam Admin').sees('invites you')

  await stage.restart({ ...alone, ENCRYPTION_KEYS: fresh ?? '' })
  await player.types('/team invite <@U0MAYA>')
  await until(() => stage.logged.some((line) => line.includes('ENCRYPTION_KEYS has no key')))
  expect((await install(ACME)).text).toContain('Acme was connected already')
  expect((await connections())[0]?.sealed_bot_token).toMatch(/^k2\./)
})
