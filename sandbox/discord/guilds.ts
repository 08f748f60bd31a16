import { addChannel } from './channels'
import { type Context, changed } from './context'
import { guildCreatePayload } from './guild-create-payload'
import { ordinaryPermissions } from './permissions'
import { channelType } from './protocol'
import { addBotRole, newRole, removeBotRole } from './roles'
import type { Guild, Member, User } from './types'

export interface NewGuild {
  /** A fresh one when left out. */
  id?: string
  name: string
  ownerId: string
  members?: string[]
  locale?: string
  /** Channel names by id; one `general` when left out. */
  channels?: Record<string, string>
  withBot?: boolean
}

export interface NewUser extends Pick<User, 'id' | 'email' | 'verified' | 'locale' | 'timeZone'> {
  name: string
  bot?: boolean
}

export function addUser(context: Context, { name, bot = false, ...rest }: NewUser): void {
  const username = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')
  context.users.set(rest.id, { ...rest, bot, username, global_name: name })
}

export function addGuild(context: Context, wanted: NewGuild): Guild {
  const id = wanted.id ?? context.nextId()
  const { name, ownerId, locale = 'en-US', members = [] } = wanted
  const everyone = newRole({ id, name: '@everyone', permissions: ordinaryPermissions, position: 0 })
  const roles = new Map([[id, everyone]])
  const guild: Guild = { id, name, ownerId, locale, roles, members: new Map(), channels: new Map() }
  context.guilds.set(id, guild)
  for (const userId of [ownerId, ...members]) addMember(context, guild, userId)
  for (const [channelId, channelName] of Object.entries(wanted.channels ?? { [context.nextId()]: 'general' }))
    addChannel(context, {
      id: channelId,
      type: channelType.text,
      name: channelName,
      guildId: id,
      messages: new Map(),
    })
  return guild
}

export function addMember(context: Context, guild: Guild, userId: string): Member {
  const joinedAt = new Date(context.clock.now()).toISOString()
  const member = { userId, nick: null, roles: [], joinedAt }
  guild.members.set(userId, member)
  return member
}

export function joinBot(context: Context, guild: Guild): void {
  const bot = addMember(context, guild, context.botUserId)
  guild.botJoinedAt = bot.joinedAt
  addBotRole(context, guild, bot)
  context.dispatch('GUILD_CREATE', guildCreatePayload(context, guild), guild.id)
  changed(context)
}

/** Kicked, or gone by itself: the guild is as unknown to the bot as before it was added, commands included. */
export function removeBot(context: Context, guild: Guild): void {
  guild.botJoinedAt = undefined
  removeBotRole(context, guild)
  guild.members.delete(context.botUserId)
  context.commands.delete(guild.id)
  context.dispatch('GUILD_DELETE', { id: guild.id }, guild.id)
  changed(context)
}
