import { randomBytes } from 'node:crypto'
import { channelPayload } from './channel-payload'
import { type Context, changed } from './context'
import type { Choice, Interaction } from './interaction'
import { messagePayload } from './message-payload'
import { postNotice } from './messages'
import { interactingMemberPayload, userPayload } from './payloads'
import { permissionsOf } from './permissions'
import { interactionType } from './protocol'
import type { Channel, Json, StoredMessage } from './types'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback */
const firstResponseMs = 3_000
const tokenLifetimeMs = 15 * 60_000

export const noResponse = 'The application did not respond'

export interface Sent {
  type: number
  userId: string
  channel: Channel
  data: Json
  commandName?: string
  message?: StoredMessage
  /** Commands from a menu: whom or what they were chosen at. */
  target?: Interaction['target']
}

/**
 * Sends an interaction to the bot and waits for its first response. After three seconds of real time without one,
 * the person sees the platform's notice and the token is void; that resolves too, as 'missed'.
 */
export function sendInteraction(
  context: Context,
  sent: Sent,
): Promise<{ state: 'answered' | 'missed'; choices: Choice[] }> {
  return new Promise((resolve) => {
    const { type, userId, channel } = sent
    const interaction: Interaction = {
      id: context.nextId(),
      token: randomBytes(96).toString('base64url'),
      type,
      userId,
      channelId: channel.id,
      ...(channel.guildId !== undefined && { guildId: channel.guildId }),
      ...(sent.commandName !== undefined && { commandName: sent.commandName }),
      ...(sent.message !== undefined && { message: sent.message }),
      ...(sent.target !== undefined && { target: sent.target }),
      createdAt: context.clock.now(),
      state: 'waiting',
      settle(choices) {
        clearTimeout(deadline)
        resolve({ state: 'answered', choices })
      },
    }
    const deadline = setTimeout(() => {
      interaction.state = 'missed'
      if (type !== interactionType.autocomplete) postNotice(context, channel, userId, noResponse)
      resolve({ state: 'missed', choices: [] })
    }, firstResponseMs)
    forgetExpired(context)
    context.interactions.set(interaction.token, interaction)
    context.dispatch('INTERACTION_CREATE', payload(context, interaction, sent), channel.guildId)
    changed(context)
  })
}

export function isExpired(context: Context, interaction: Interaction): boolean {
  return context.clock.now() - interaction.createdAt > tokenLifetimeMs
}

/** Keeps memory flat under load: the oldest come first, and long expired ones answer like unknown ones. */
function forgetExpired(context: Context): void {
  for (const [token, { createdAt }] of context.interactions) {
    if (context.clock.now() - createdAt < 4 * tokenLifetimeMs && context.interactions.size < 50_000) return
    context.interactions.delete(token)
  }
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
function payload(context: Context, interaction: Interaction, { channel, data, message }: Sent): Json {
  const user = context.users.get(interaction.userId)
  const guild = channel.guildId === undefined ? undefined : context.guilds.get(channel.guildId)
  const member = guild?.members.get(interaction.userId)
  const common = {
    id: interaction.id,
    application_id: context.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: channelPayload(context, channel),
    locale: user?.locale,
    entitlements: [],
    attachment_size_limit: context.attachmentSizeLimit,
    ...(message && { message: messagePayload(context, message) }),
  }
  if (!guild || !member)
    return {
      ...common,
      user: user && userPayload(user),
      // In a direct message: ATTACH_FILES | EMBED_LINKS | MENTION_EVERYONE | USE_EXTERNAL_EMOJIS.
      app_permissions: ((1 << 15) | (1 << 14) | (1 << 17) | (1 << 18)).toString(),
      authorizing_integration_owners: { '0': '0' },
      context: 1,
    }
  return {
    ...common,
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: interactingMemberPayload(context, guild, member),
    app_permissions: permissionsOf(guild, context.botUserId).toString(),
    authorizing_integration_owners: { '0': guild.id },
    context: 0,
  }
}
