import { type Context, changed } from './context'
import { discordError } from './errors'
import { memberPayload, rolePayload } from './payloads'
import { permission, permissionsOf } from './permissions'
import type { Guild, Member, Role } from './types'

/** @everyone included. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json "Maximum number of server roles reached" */
export const mostRoles = 250

export const newRole = (
  wanted: Pick<Role, 'id' | 'name' | 'permissions' | 'position'> & Partial<Role>,
): Role => ({
  managed: false,
  mentionable: false,
  ...wanted,
})

/** A bot added with permissions has a role of its own, above those that are there; here it allows no more than roles. */
export function addBotRole(context: Context, guild: Guild, bot: Member): void {
  const { roles } = guild
  const position = Math.max(...[...roles.values()].map((role) => role.position)) + 1
  const name = context.users.get(context.botUserId)?.global_name ?? 'Bot'
  const role = newRole({
    id: context.nextId(),
    name,
    permissions: permission.manageRoles,
    position,
    managed: true,
  })
  roles.set(role.id, role)
  bot.roles.push(role.id)
}

export function removeBotRole({ botUserId }: Context, guild: Guild): void {
  for (const id of guild.members.get(botUserId)?.roles ?? [])
    if (guild.roles.get(id)?.managed) guild.roles.delete(id)
}

/** "A bot's highest role is its role that has the greatest position value"; of one position, the older id is the higher. */
const isAbove = (one: Role, other: Role) =>
  one.position === other.position ? BigInt(one.id) < BigInt(other.id) : one.position > other.position

/** 50013 unless the bot may manage roles at all. */
export function requireManageRoles({ botUserId }: Context, guild: Guild): void {
  if (!(permissionsOf(guild, botUserId) & permission.manageRoles)) throw discordError('missingPermissions')
}

/**
 * 50013 unless the bot may edit, give and delete this role.
 * https://docs.discord.com/developers/topics/permissions#permission-hierarchy
 */
export function requireLower(context: Context, guild: Guild, role: Role): void {
  const own = guild.members.get(context.botUserId)?.roles ?? []
  const isLower = own.some((id) => {
    const mine = guild.roles.get(id)
    return mine !== undefined && isAbove(mine, role)
  })
  if (!isLower) throw discordError('missingPermissions')
  if (role.managed || role.id === guild.id) throw discordError('invalidRole')
}

/** "It can only grant permissions it has": 50013 for others. */
export function requireOwned({ botUserId }: Context, guild: Guild, permissions: bigint): void {
  if (permissions & ~permissionsOf(guild, botUserId)) throw discordError('missingPermissions')
}

/** At the bottom, below every role but @everyone. */
export function addRole(
  context: Context,
  guild: Guild,
  wanted: Pick<Role, 'name' | 'permissions' | 'mentionable'>,
): Role {
  if (guild.roles.size >= mostRoles) throw discordError('tooManyRoles')
  for (const other of guild.roles.values()) if (other.position > 0) other.position += 1
  const role = newRole({ ...wanted, id: context.nextId(), position: 1 })
  guild.roles.set(role.id, role)
  tell(context, guild, 'GUILD_ROLE_CREATE', role)
  return role
}

export function changeRole(context: Context, guild: Guild, role: Role, change: Partial<Role>): void {
  Object.assign(role, change)
  tell(context, guild, 'GUILD_ROLE_UPDATE', role)
}

export function deleteRole(context: Context, guild: Guild, role: Role): void {
  guild.roles.delete(role.id)
  for (const member of guild.members.values()) member.roles = member.roles.filter((id) => id !== role.id)
  context.dispatch('GUILD_ROLE_DELETE', { guild_id: guild.id, role_id: role.id }, guild.id)
  changed(context)
}

/** The roles of a member, the highest first, as their profile shows them. */
export const roleNames = (guild: Guild, userId: string): string[] =>
  (guild.members.get(userId)?.roles ?? [])
    .flatMap((id) => guild.roles.get(id) ?? [])
    .toSorted((one, other) => (isAbove(one, other) ? -1 : 1))
    .map(({ name }) => name)

/** Gives the role to a member or takes it; nothing happens where it is so already. */
export function setMemberRole(
  context: Context,
  guild: Guild,
  member: Member,
  role: Role,
  has: boolean,
): void {
  if (member.roles.includes(role.id) === has) return
  member.roles = has ? [...member.roles, role.id] : member.roles.filter((id) => id !== role.id)
  context.dispatch('GUILD_MEMBER_UPDATE', { ...memberPayload(context, member), guild_id: guild.id }, guild.id)
  changed(context)
}

function tell(context: Context, guild: Guild, event: string, role: Role): void {
  context.dispatch(event, { guild_id: guild.id, role: rolePayload(role) }, guild.id)
  changed(context)
}
