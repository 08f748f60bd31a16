import { intent } from './protocol'
import { shardOf } from './snowflake'
import type { Json } from './types'

/** Sends an event to every session that is entitled to it. Without `guildId` it concerns a direct message or no place. */
export type Dispatch = (event: string, data: Json, guildId?: string) => void

/** Who a session is: which part of the guilds it serves and what it asked for. */
export interface Subscription {
  intents: number
  shardId: number
  shardCount: number
}

const everyone = 0

/** Which intent an event needs, in a guild and in a direct message. https://docs.discord.com/developers/events/gateway#list-of-intents */
function neededIntent(event: string, inGuild: boolean): number {
  if (event === 'INTERACTION_CREATE') return everyone
  if (event.startsWith('GUILD_MEMBER_') || event === 'THREAD_MEMBERS_UPDATE') return intent.guildMembers
  if (event.startsWith('MESSAGE_')) return inGuild ? intent.guildMessages : intent.directMessages
  return intent.guilds
}

export function isEntitled(to: Subscription, event: string, guildId: string | undefined): boolean {
  const needed = neededIntent(event, guildId !== undefined)
  return shardOf(guildId, to.shardCount) === to.shardId && (to.intents & needed) === needed
}

/**
 * Without the message content intent a guild message arrives empty, unless the bot wrote it or is mentioned in it.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function withoutPrivilegedContent(
  event: string,
  data: Json,
  intents: number,
  botUserId: string,
): Json {
  const isMessage = event === 'MESSAGE_CREATE' || event === 'MESSAGE_UPDATE'
  if (!isMessage || data.guild_id === undefined || intents & intent.messageContent) return data
  const author = data.author as { id?: string } | undefined
  const mentions = (data.mentions ?? []) as { id: string }[]
  if (author?.id === botUserId || mentions.some((user) => user.id === botUserId)) return data
  return { ...data, content: '', embeds: [], attachments: [], components: [] }
}
