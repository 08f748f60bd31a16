import { withoutContent } from './message-content'
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
function neededIntent(event: string, data: Json, inGuild: boolean, botUserId: string): number {
  if (event === 'INTERACTION_CREATE') return everyone
  if (event.startsWith('GUILD_MEMBER_')) return intent.guildMembers
  // Of other people in a thread an app hears with the members intent only; of itself always.
  if (event === 'THREAD_MEMBERS_UPDATE')
    return namesMember(data, botUserId) ? intent.guilds : intent.guildMembers
  if (event.startsWith('MESSAGE_')) return inGuild ? intent.guildMessages : intent.directMessages
  return intent.guilds
}

function namesMember(data: Json, userId: string): boolean {
  const added = (data.added_members ?? []) as { user_id: string }[]
  const removed = (data.removed_member_ids ?? []) as string[]
  return removed.includes(userId) || added.some((member) => member.user_id === userId)
}

export interface Event {
  name: string
  data: Json
  guildId: string | undefined
}

export function isEntitled(to: Subscription, { name, data, guildId }: Event, botUserId: string): boolean {
  const needed = neededIntent(name, data, guildId !== undefined, botUserId)
  return shardOf(guildId, to.shardCount) === to.shardId && (to.intents & needed) === needed
}

/** Guild messages come without their content to a session that did not ask for it. */
export function visibleData({ name, data }: Event, intents: number, botUserId: string): Json {
  const isMessage = name === 'MESSAGE_CREATE' || name === 'MESSAGE_UPDATE'
  if (!isMessage || data.guild_id === undefined || intents & intent.messageContent) return data
  return withoutContent(data, botUserId)
}
