import { type Context, changed } from './context'
import { addGuild, addMember, addUser, joinBot, type NewGuild, removeBot } from './guilds'
import { memberPayload, rolePayload, userPayload } from './payloads'
import { changeRole, deleteRole, newRole, setMemberRole } from './roles'
import type { Role } from './types'

/** Guilds as tests change them from outside, with the events the bot receives. */
export interface GuildControls {
  ids(): string[]
  /** Creates a guild; `withBot` (the default) also adds the bot to it. Returns its id. */
  create(guild: NewGuild): string
  addBot(guildId: string): void
  kickBot(guildId: string): void
  /** A new account on the platform, in no guild yet. Returns its id. */
  addUser(user: { id?: string; name: string; email?: string; verified?: boolean; locale?: string }): string
  addMember(guildId: string, userId: string): void
  removeMember(guildId: string, userId: string): void
  rename(guildId: string, userId: string, nick: string): void
  /** What everybody may do who has no other role, the bot included; see permissions.ts. */
  permitEveryone(guildId: string, permissions: bigint): void
  /** Creates a role with these permission bits and gives it to the member; returns the role's id. */
  giveRole(guildId: string, userId: string, name: string, permissions: bigint): string
  /** The roles as the members list shows them, without @everyone; those of bots are managed. */
  roles(guildId: string): SeenRole[]
  /** What an admin does by hand; a position moves it above those that are lower. */
  changeRole(
    guildId: string,
    roleId: string,
    change: Partial<Pick<Role, 'name' | 'permissions' | 'position' | 'mentionable'>>,
  ): void
  deleteRole(guildId: string, roleId: string): void
  setMemberRole(guildId: string, userId: string, roleId: string, has: boolean): void
}

export interface SeenRole extends Role {
  /** Ids of its members. */
  members: string[]
}

export function createGuildControls(context: Context): GuildControls {
  const guildOf = (id: string) => {
    const guild = context.guilds.get(id)
    if (!guild) throw new Error(`there is no guild ${id}`)
    return guild
  }
  const memberOf = (guildId: string, userId: string) => {
    const member = guildOf(guildId).members.get(userId)
    if (!member) throw new Error(`${userId} is not in guild ${guildId}`)
    return member
  }
  const roleOf = (guildId: string, roleId: string) => {
    const role = guildOf(guildId).roles.get(roleId)
    if (!role) throw new Error(`guild ${guildId} has no role ${roleId}`)
    return role
  }
  const memberChanged = (guildId: string, userId: string) => {
    const data = { ...memberPayload(context, memberOf(guildId, userId)), guild_id: guildId }
    context.dispatch('GUILD_MEMBER_UPDATE', data, guildId)
    changed(context)
  }
  return {
    ids: () => [...context.guilds.keys()],
    create(wanted) {
      const guild = addGuild(context, wanted)
      if (wanted.withBot ?? true) joinBot(context, guild)
      return guild.id
    },
    addBot: (id) => joinBot(context, guildOf(id)),
    kickBot(id) {
      removeBot(context, guildOf(id))
    },
    addUser(wanted) {
      const id = wanted.id ?? context.nextId()
      const email = wanted.email ?? `${id}@people.test`
      const { name, verified = true, locale = 'en-US' } = wanted
      addUser(context, { id, name, email, verified, locale, timeZone: 'Etc/UTC' })
      return id
    },
    addMember(guildId, userId) {
      const member = addMember(context, guildOf(guildId), userId)
      context.dispatch('GUILD_MEMBER_ADD', { ...memberPayload(context, member), guild_id: guildId }, guildId)
      changed(context)
    },
    removeMember(guildId, userId) {
      const user = context.users.get(userId)
      if (!guildOf(guildId).members.delete(userId) || !user)
        throw new Error(`${userId} is not in guild ${guildId}`)
      context.dispatch('GUILD_MEMBER_REMOVE', { guild_id: guildId, user: userPayload(user) }, guildId)
      changed(context)
    },
    rename(guildId, userId, nick) {
      memberOf(guildId, userId).nick = nick
      memberChanged(guildId, userId)
    },
    permitEveryone(guildId, permissions) {
      const everyone = guildOf(guildId).roles.get(guildId)
      if (!everyone) throw new Error(`the guild ${guildId} has no role for everyone`)
      everyone.permissions = permissions
      const data = { guild_id: guildId, role: rolePayload(everyone) }
      context.dispatch('GUILD_ROLE_UPDATE', data, guildId)
      changed(context)
    },
    giveRole(guildId, userId, name, permissions) {
      const { roles } = guildOf(guildId)
      const role = newRole({ id: context.nextId(), name, permissions, position: roles.size })
      roles.set(role.id, role)
      context.dispatch('GUILD_ROLE_CREATE', { guild_id: guildId, role: rolePayload(role) }, guildId)
      memberOf(guildId, userId).roles.push(role.id)
      memberChanged(guildId, userId)
      return role.id
    },
    roles(guildId) {
      const { roles, members } = guildOf(guildId)
      return [...roles.values()]
        .filter(({ id }) => id !== guildId)
        .map((role) => ({
          ...role,
          members: [...members.values()]
            .filter((member) => member.roles.includes(role.id))
            .map(({ userId }) => userId),
        }))
    },
    changeRole: (guildId, roleId, change) =>
      changeRole(context, guildOf(guildId), roleOf(guildId, roleId), change),
    deleteRole: (guildId, roleId) => deleteRole(context, guildOf(guildId), roleOf(guildId, roleId)),
    setMemberRole: (guildId, userId, roleId, has) =>
      setMemberRole(context, guildOf(guildId), memberOf(guildId, userId), roleOf(guildId, roleId), has),
  }
}
