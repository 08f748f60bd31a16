import { permission } from '../../sandbox/discord'
import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { type Stage, setStage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())
beforeEach(() => stage.mirror('discord', ['roles', 'teams']))

const role = (name = `Team ${stage.teamName}`) => {
  const found = stage.discord.guilds.roles(stage.guild).find((each) => each.name === name)
  if (!found) throw new Error(`no role ${name}`)
  return found
}
const botRole = () => stage.discord.guilds.roles(stage.guild).find(({ managed }) => managed)?.id ?? ''
const top = () => Math.max(...stage.discord.guilds.roles(stage.guild).map(({ position }) => position))
const change = (id: string, what: { permissions?: bigint; position?: number; mentionable?: boolean }) =>
  stage.discord.guilds.changeRole(stage.guild, id, what)

test('roles allow nothing, are for nobody to notify, and stand below the one of the bot', () => {
  const own = stage.discord.guilds.roles(stage.guild).find(({ managed }) => managed)
  expect(role()).toMatchObject({ permissions: 0n, mentionable: false })
  expect(role().position).toBeLessThan(own?.position ?? 0)
})

test('permissions given by hand are taken away before anybody else gets the role', async () => {
  change(role().id, { permissions: permission.administrator | permission.manageMessages, mentionable: true })
  await stage.join('discord', 'Pia', 'member')
  stage.places.discord.calls()
  await stage.later()
  expect(role()).toMatchObject({ permissions: 0n, mentionable: false })
  const changes = stage.places.discord.calls().filter((route) => !route.startsWith('GET'))
  expect(changes[0]).toBe('PATCH /guilds/:guild/roles/:role')
  expect(changes).toContain('PUT /guilds/:guild/members/:user/roles/:role')
})

test('a role whose permissions the bot may not take away is never handed out; the admins are told, and when it is safe again it goes on', async () => {
  change(role().id, { permissions: permission.administrator, position: top() + 1 })
  const { user } = await stage.join('discord', 'Raul', 'member')
  await stage.later()
  expect(role().members).not.toContain(user.id.userId)
  const told = stage.rolecall.inboxOf(stage.owner).at(-1)
  expect(told?.title).toBe('Roles are not mirrored to discord 1')
  expect(JSON.stringify(told)).toContain('Somebody gave permissions to the role')
  change(botRole(), { position: top() + 1 })
  await stage.later()
  expect(role()).toMatchObject({ permissions: 0n })
  expect(role().members).toContain(user.id.userId)
})

test('a role that stands above the one of the bot keeps no other from being given and taken', async () => {
  const { user, personId } = await stage.join('discord', 'Otto', 'member')
  await stage.later()
  expect(role('Chat User').members).toContain(user.id.userId)
  const before = role('Chat User').position
  change(role('Chat User').id, { position: top() + 1 })
  await stage.rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [personId])
  await stage.rolecall.db.query(
    `UPDATE membership SET ended_at = now(), ended_by = 'removed' WHERE person_id = $1`,
    [personId],
  )
  const { user: other } = await stage.join('discord', 'Paula', 'member')
  await stage.later()
  expect(role().members).toContain(other.id.userId)
  expect(role().members).not.toContain(user.id.userId)
  expect(JSON.stringify(stage.rolecall.inboxOf(stage.owner).at(-1))).toContain('stands above')
  change(role('Chat User').id, { position: before })
  await stage.later()
  expect(role('Chat User').members).not.toContain(user.id.userId)
})

test('a role that was deleted by hand is made again, for the same people', async () => {
  const { id, members } = role()
  stage.discord.guilds.deleteRole(stage.guild, id)
  await stage.later()
  expect(role().id).not.toBe(id)
  expect(role().members.toSorted()).toEqual(members.toSorted())
})

test('who comes back to the server has the role again', async () => {
  const { user } = await stage.join('discord', 'Bela', 'member')
  await stage.later()
  stage.discord.guilds.removeMember(stage.guild, user.id.userId)
  await stage.later()
  stage.discord.guilds.addMember(stage.guild, user.id.userId)
  await stage.later()
  expect(role().members).toContain(user.id.userId)
})

test('a chat user who counts in another account only gets nothing here (R21)', async () => {
  const { db, clock } = stage.rolecall
  const { user } = await stage.join('discord', 'Kim', 'member')
  const other = newId(clock.now())
  await db.query(`INSERT INTO account (id, name, created_at) VALUES ($1, 'Other', $2)`, [
    other,
    isoTime(clock.now()),
  ])
  await db.query('UPDATE chat_identity SET confirmed_in = $2 WHERE user_id = $1', [user.id.userId, other])
  await stage.later()
  expect(role().members).not.toContain(user.id.userId)
})

test('a crowd is a call for each who comes in and a handful more, however often it is looked at', async () => {
  const { db, clock } = stage.rolecall
  const { accountId, workspaceId, teamId } = stage
  const ids = Array.from({ length: 150 }, (_, n) => String(920_000_000_000_000_000n + BigInt(n)))
  for (const id of ids) {
    stage.discord.guilds.addUser({ id, name: `Person ${id.slice(-4)}` })
    stage.discord.guilds.addMember(stage.guild, id)
  }
  await db.query(
    `WITH given AS (SELECT id, 'P' || id AS person FROM unnest($1::text[]) AS row(id)),
     people AS (INSERT INTO person (id, name, created_at) SELECT person, person, $2 FROM given),
     identities AS (INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at, last_active_at)
       SELECT 'I' || id, person, 'discord', 'discord', id, person, 'en', 'UTC', $2, $2 FROM given)
     INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
       SELECT 'M' || id, $3, $4, $5, person, 'member', $2 FROM given`,
    [ids, isoTime(clock.now()), accountId, workspaceId, teamId],
  )
  stage.places.discord.calls()
  await stage.later()
  const calls = stage.places.discord.calls()
  expect(role().members.length).toBeGreaterThanOrEqual(150)
  expect(calls.filter((route) => route.startsWith('PUT')).length).toBe(150)
  expect(calls.length).toBeLessThanOrEqual(160)
  await stage.later()
  expect(stage.places.discord.calls()).toHaveLength(2)
})

test('where the app was removed nothing is asked; when it is back, it goes on (B15)', async () => {
  const { rolecall, guild } = stage
  stage.discord.guilds.kickBot(guild)
  await rolecall.places.disconnect('discord', guild, 'removed')
  stage.places.discord.calls()
  await stage.later()
  expect(stage.places.discord.calls()).toEqual([])
  stage.discord.guilds.addBot(guild)
  await rolecall.places.reconnect('discord', guild)
  const { user } = await stage.join('discord', 'Vera', 'member')
  await stage.later()
  expect(role().members).toContain(user.id.userId)
})

test('what is disconnected on purpose loses the roles', async () => {
  await stage.owner.press(`connections.askEnd:${await stage.connectionOf('discord')}`)
  await stage.owner.click('Disconnect')
  await stage.later()
  expect(stage.places.discord.shown()).toEqual([])
  stage.places.discord.calls()
  await stage.later(60)
  expect(stage.places.discord.calls()).toEqual([])
})
