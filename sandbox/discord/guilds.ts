import { world } from '../world'
import { type Context, changed } from './context'
import { channelPayload, guildCreatePayload, memberPayload, userPayload } from './payloads'
import { ordinaryPermissions } from './permissions'
import { channelType } from './protocol'
import type { Channel, Guild, Member, User } from './types'

export const otherGuildId = '900000000000000200'

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
}

export function createGuildControls(context: Context): GuildControls {
  const guildOf = (id: string) => {
    const guild = context.guilds.get(id)
    if (!guild) throw new Error(`there is no guild ${id}`)
    return guild
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
      const guild = guildOf(id)
      guild.botJoinedAt = undefined
      guild.members.delete(context.botUserId)
      context.commands.delete(id)
      context.dispatch('GUILD_DELETE', { id }, id)
      changed(context)
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
      const member = guildOf(guildId).members.get(userId)
      if (!member) throw new Error(`${userId} is not in guild ${guildId}`)
      member.nick = nick
      context.dispatch(
        'GUILD_MEMBER_UPDATE',
        { ...memberPayload(context, member), guild_id: guildId },
        guildId,
      )
      changed(context)
    },
  }
}

/** The people and the two guilds every sandbox starts with; the second proves that tenants stay apart. */
export function populate(context: Context): void {
  const { discord, people } = world
  addUser(context, {
    id: discord.botUserId,
    name: 'Rolecall',
    email: '',
    verified: true,
    locale: 'en-US',
    timeZone: 'Etc/UTC',
    bot: true,
  })
  const ids = people.flatMap((person) => {
    const { discord: id, name, email, confirmed: verified, locale, timeZone } = person
    if (id === undefined) return []
    addUser(context, { id, name, email, verified, locale, timeZone })
    return [id]
  })
  const [olivia = '', adam = '', maya = '', sam = ''] = ids
  const first = addGuild(context, {
    id: discord.guildId,
    name: discord.guildName,
    ownerId: olivia,
    members: [adam, maya, sam],
    channels: { [discord.general]: 'general', [discord.projects]: 'projects' },
  })
  const second = addGuild(context, {
    id: otherGuildId,
    name: 'Other guild',
    ownerId: sam,
    members: [maya],
    channels: { '900000000000000210': 'general' },
  })
  for (const guild of [first, second]) joinBot(context, guild)
}

interface NewUser extends Pick<User, 'id' | 'email' | 'verified' | 'locale' | 'timeZone'> {
  name: string
  bot?: boolean
}

function addUser(context: Context, { name, bot = false, ...rest }: NewUser): void {
  const username = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')
  context.users.set(rest.id, { ...rest, bot, username, global_name: name })
}

function addGuild(context: Context, wanted: NewGuild): Guild {
  const id = wanted.id ?? context.nextId()
  const { name, ownerId, locale = 'en-US', members = [] } = wanted
  const everyone = { id, name: '@everyone', permissions: ordinaryPermissions, position: 0, managed: false }
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

function addMember(context: Context, guild: Guild, userId: string): Member {
  const joinedAt = new Date(context.clock.now()).toISOString()
  const member = { userId, nick: null, roles: [], joinedAt }
  guild.members.set(userId, member)
  return member
}

function joinBot(context: Context, guild: Guild): void {
  const { joinedAt } = addMember(context, guild, context.botUserId)
  guild.botJoinedAt = joinedAt
  context.dispatch('GUILD_CREATE', guildCreatePayload(context, guild), guild.id)
  changed(context)
}

export function addChannel(context: Context, channel: Channel): Channel {
  context.channels.set(channel.id, channel)
  if (channel.guildId !== undefined) context.guilds.get(channel.guildId)?.channels.set(channel.id, channel)
  return channel
}

/** The one direct message channel between the bot and a person. */
export function openDirect(context: Context, userId: string): Channel {
  for (const channel of context.channels.values()) if (channel.recipientId === userId) return channel
  const name = context.users.get(context.botUserId)?.global_name ?? ''
  return addChannel(context, {
    id: context.nextId(),
    type: channelType.direct,
    name,
    recipientId: userId,
    messages: new Map(),
  })
}

export function startThread(
  context: Context,
  parent: Channel,
  name: string,
  ownerId: string,
  id: string,
): Channel {
  const type = channelType.publicThread
  const participants = new Set([ownerId])
  const { id: parentId } = parent
  const thread: Channel = { id, type, name, parentId, ownerId, participants, messages: new Map() }
  if (parent.guildId !== undefined) thread.guildId = parent.guildId
  addChannel(context, thread)
  context.dispatch(
    'THREAD_CREATE',
    { ...channelPayload(context, thread), newly_created: true },
    thread.guildId,
  )
  return thread
}
