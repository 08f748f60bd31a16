import { PermissionFlagsBits } from 'discord.js'
import { codeOf, guildId, maya, setUpSandbox } from './support'

const stage = setUpSandbox()
const guild = async () => (await stage.connect()).guilds.fetch(guildId)

test('the real client makes, gives, changes and deletes a role', async () => {
  const server = await guild()
  const role = await server.roles.create({ name: 'Readers', permissions: [], mentionable: false })
  expect([role.name, role.permissions.bitfield, role.position]).toEqual(['Readers', 0n, 1])
  const member = await server.members.fetch(maya)
  await member.roles.add(role)
  expect(stage.sandbox.as(maya).groups()).toEqual(['Readers'])
  await role.setName('Writers')
  expect(stage.sandbox.as(maya).groups()).toEqual(['Writers'])
  await role.delete()
  expect(stage.sandbox.as(maya).groups()).toEqual([])
})

test('a role that is left to chance may do what everybody may', async () => {
  const made = await stage.call('POST', `/guilds/${guildId}/roles`, {})
  const everyone = (await guild()).roles.everyone
  expect(made.body).toMatchObject({ name: 'new role', permissions: String(everyone.permissions.bitfield) })
})

test('the bot gives no permission that it has not, and touches no role above its own', async () => {
  const server = await guild()
  const powerful = server.roles.create({ name: 'Bans', permissions: [PermissionFlagsBits.BanMembers] })
  expect(await codeOf(powerful)).toBe(50_013)
  const higher = stage.sandbox.guilds.giveRole(guildId, maya, 'Above', 0n)
  stage.sandbox.guilds.changeRole(guildId, higher, { position: 99 })
  for (const [method, path] of [
    ['PATCH', `roles/${higher}`],
    ['DELETE', `roles/${higher}`],
    ['PUT', `members/${maya}/roles/${higher}`],
  ])
    expect((await stage.call(method ?? '', `/guilds/${guildId}/${path}`, {})).body.code).toBe(50_013)
})

test('what is not there is refused by its number', async () => {
  const role = (await stage.call('POST', `/guilds/${guildId}/roles`, { name: 'R', permissions: '0' })).body.id
  const code = async (method: string, path: string) =>
    (await stage.call(method, `/guilds/${guildId}/${path}`, {})).body.code
  expect(await code('DELETE', 'roles/1')).toBe(10_011)
  expect(await code('PUT', `members/1/roles/${role}`)).toBe(10_013)
  expect(await code('DELETE', `roles/${guildId}`)).toBe(50_028)
})
