import type { Context } from './context'
import { permissionsOf } from './permissions'
import type { Guild, Json, Member, Role, User } from './types'

/** https://docs.discord.com/developers/resources/user#user-object */
export function userPayload(user: User): Json {
  const { id, username, global_name, bot } = user
  return { id, username, global_name, bot, discriminator: '0', avatar: null, banner: null, public_flags: 0 }
}

/** https://docs.discord.com/developers/resources/guild#guild-member-object */
export function memberPayload(context: Context, member: Member): Json {
  const user = context.users.get(member.userId)
  return {
    ...partialMemberPayload(member),
    ...(user && { user: userPayload(user) }),
    deaf: false,
    mute: false,
  }
}

/** Without user, deaf and mute: as in resolved data and on messages. */
export function partialMemberPayload(member: Member): Json {
  return {
    nick: member.nick,
    roles: member.roles,
    joined_at: member.joinedAt,
    avatar: null,
    banner: null,
    premium_since: null,
    pending: false,
    communication_disabled_until: null,
    flags: 0,
  }
}

export function rolePayload(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    managed: role.managed,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    mentionable: role.mentionable,
    flags: 0,
  }
}

/** https://docs.discord.com/developers/resources/guild#guild-object */
export function guildPayload(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    roles: [...guild.roles.values()].map(rolePayload),
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    vanity_url_code: null,
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    application_id: null,
    emojis: [],
    stickers: [],
    features: [],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    max_members: 500_000,
  }
}

/** A member in an interaction: with what they may do in the channel. */
export function interactingMemberPayload(context: Context, guild: Guild, member: Member): Json {
  return { ...memberPayload(context, member), permissions: permissionsOf(guild, member.userId).toString() }
}
