import { createRoleMirror } from '../../../adapters/discord/roles'
import { createSandboxClock } from '../../../sandbox/clock'
import {
  type DiscordSandbox,
  ordinaryPermissions,
  permission,
  startDiscordSandbox,
} from '../../../sandbox/discord'
import { world } from '../../../sandbox/world'
import { type MirrorGroup, type RoleMirror, TryLater } from '../../../src/chat'
import { userId } from './harness'

const guild = world.discord.guildId
const [maya, adam] = [userId('Maya Member'), userId('Adam Admin')]
const forever = new AbortController().signal

let sandbox: DiscordSandbox
let mirror: RoleMirror
beforeEach(async () => {
  sandbox = await startDiscordSandbox({ clock: createSandboxClock(), limits: false })
  mirror = createRoleMirror({ token: sandbox.botToken, apiUrl: sandbox.apiUrl })
})
afterEach(() => sandbox.close())

/** A role of ours, as it is read. */
async function made(name = 'Team Alpha'): Promise<MirrorGroup> {
  const id = await mirror.make(guild, 'rolecall-mark')
  await mirror.restore(guild, await readGroup(id), [name])
  return readGroup(id)
}

async function readGroup(id: string): Promise<MirrorGroup> {
  const found = (await mirror.read(guild)).groups.find((group) => group.id === id)
  if (!found) throw new Error(`no role ${id}`)
  return found
}

test('a role is made that allows nothing, at the bottom, for nobody to notify', async () => {
  const { id } = await made()
  const role = sandbox.guilds.roles(guild).find((each) => each.id === id)
  expect(role).toMatchObject({ name: 'Team Alpha', permissions: 0n, position: 1, mentionable: false })
  expect(await readGroup(id)).toEqual({
    ...{ id, name: 'Team Alpha', userIds: [], active: true, hasRights: false, isRestored: true },
  })
})

test('who is in the server is read over pages, bots left out', async () => {
  for (let n = 0; n < 1_100; n += 1)
    sandbox.guilds.addMember(guild, sandbox.guilds.addUser({ name: `Person ${n}` }))
  const { members } = await mirror.read(guild)
  expect(members.size).toBe(1_104)
  expect(members.has(world.discord.botUserId)).toBe(false)
  expect(sandbox.calls.filter(({ route }) => route === 'GET /guilds/:guild/members')).toHaveLength(2)
})

test('people get the role and lose it, those who have left the server are passed over', async () => {
  const group = await made()
  await mirror.give(guild, group, [maya, '900000000000009999', adam], forever)
  expect((await readGroup(group.id)).userIds.toSorted()).toEqual([maya, adam].sort())
  sandbox.guilds.removeMember(guild, adam)
  await mirror.take(guild, group, [adam, maya], forever)
  expect((await readGroup(group.id)).userIds).toEqual([])
})

test('giving breaks off when it has to end', async () => {
  const group = await made()
  await mirror.give(guild, group, [maya, adam], AbortSignal.abort())
  expect((await readGroup(group.id)).userIds).toEqual([])
})

test('permissions given by hand are seen and taken away', async () => {
  const group = await made()
  sandbox.guilds.changeRole(guild, group.id, { permissions: permission.administrator, mentionable: true })
  const powerful = await readGroup(group.id)
  expect(powerful).toMatchObject({ hasRights: true, isRestored: false })
  await mirror.restore(guild, powerful, ['Team Alpha'])
  expect(await readGroup(group.id)).toMatchObject({ hasRights: false, isRestored: true })
})

test('a role that was deleted by hand needs no change', async () => {
  const group = await made()
  sandbox.guilds.deleteRole(guild, group.id)
  await mirror.give(guild, group, [maya], forever)
  await mirror.restore(guild, group, ['Team Alpha'])
  await mirror.remove(guild, group)
  expect(sandbox.guilds.roles(guild).map(({ managed }) => managed)).toEqual([true])
})

test('it says that the bot may not manage roles', async () => {
  const [bot] = sandbox.guilds.roles(guild)
  sandbox.guilds.changeRole(guild, bot?.id ?? '', { permissions: ordinaryPermissions })
  await expect(mirror.make(guild, 'rolecall-mark')).rejects.toMatchObject({ why: 'permission' })
})

test('it says which role stands above the one of the bot', async () => {
  const group = await made()
  sandbox.guilds.changeRole(guild, group.id, { position: 50 })
  const refused = { why: 'position', about: 'Team Alpha' }
  await expect(mirror.give(guild, group, [maya], forever)).rejects.toMatchObject(refused)
  sandbox.guilds.changeRole(guild, group.id, { permissions: permission.administrator })
  const powerful = await readGroup(group.id)
  await expect(mirror.restore(guild, powerful, ['Team Alpha'])).rejects.toMatchObject({
    why: 'rights',
    about: 'Team Alpha',
  })
})

test('it says when a server has as many roles as there can be', async () => {
  for (let n = sandbox.guilds.roles(guild).length + 1; n < 250; n += 1)
    sandbox.guilds.giveRole(guild, maya, `Role ${n}`, 0n)
  await expect(mirror.make(guild, 'rolecall-mark')).rejects.toMatchObject({ why: 'full' })
})

test('it says that the members are not told, and that the bot was removed', async () => {
  sandbox.faults.failNext('GET /guilds/:guild/members', 403, 1, { message: 'Missing Access', code: 50_001 })
  await expect(mirror.read(guild)).rejects.toMatchObject({ why: 'members' })
  sandbox.guilds.kickBot(guild)
  await expect(mirror.read(guild)).rejects.toMatchObject({ why: 'disconnected' })
})

test('it waits a little where Discord wants it, and otherwise asks to come back after as long', async () => {
  const group = await made()
  const limit = (seconds: number) =>
    sandbox.faults.failNext('PUT /guilds', 429, 1, {
      message: 'slow down',
      retry_after: seconds,
      global: false,
    })
  limit(0.1)
  await mirror.give(guild, group, [maya], forever)
  expect((await readGroup(group.id)).userIds).toEqual([maya])
  limit(30)
  const late: unknown = await mirror.give(guild, group, [adam], forever).catch((error: unknown) => error)
  expect(late).toBeInstanceOf(TryLater)
  expect((late as TryLater).afterMs).toBeGreaterThanOrEqual(29_000)
})
