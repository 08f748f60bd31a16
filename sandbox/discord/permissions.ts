import type { Context } from './context'
import { discordError } from './errors'
import { channelType } from './protocol'
import type { Channel, Guild } from './types'

/** https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
export const permission = {
  administrator: 1n << 3n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  manageRoles: 1n << 28n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendMessagesInThreads: 1n << 38n,
} as const

const everything = (1n << 53n) - 1n
const ordinaryBits = [0, 6, 9, 10, 11, 14, 15, 16, 17, 18, 20, 21, 25, 26, 31, 35, 36, 38]

/** What @everyone may do in a new guild: read, write, attach, mention everyone, use commands, start threads. */
export const ordinaryPermissions = ordinaryBits.reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n)

/** The owner and administrators may do everything; others what their roles add up to. */
export function permissionsOf(guild: Guild, userId: string): bigint {
  if (guild.ownerId === userId) return everything
  const roles = [guild.id, ...(guild.members.get(userId)?.roles ?? [])]
  const sum = roles.reduce((bits, id) => bits | (guild.roles.get(id)?.permissions ?? 0n), 0n)
  return sum & permission.administrator ? everything : sum
}

/** In a direct message everybody may do everything that there is to do. */
export function may(
  context: Context,
  channel: Channel,
  userId: string,
  wanted: keyof typeof permission,
): boolean {
  if (channel.guildId === undefined) return true
  const guild = context.guilds.get(channel.guildId)
  return guild !== undefined && (permissionsOf(guild, userId) & permission[wanted]) !== 0n
}

/** Throws 50013 when the bot may not. */
export function requirePermission(context: Context, channel: Channel, wanted: keyof typeof permission): void {
  if (!may(context, channel, context.botUserId, wanted)) throw discordError('missingPermissions')
}

/** Private threads are for their members and moderators. https://docs.discord.com/developers/topics/threads#permissions */
export function mayRead(context: Context, channel: Channel, userId: string): boolean {
  if (!may(context, channel, userId, 'viewChannel')) return false
  const isPrivate = channel.type === channelType.privateThread
  return !isPrivate || channel.thread?.members.has(userId) || may(context, channel, userId, 'manageThreads')
}

/** SEND_MESSAGES has no effect in threads. https://docs.discord.com/developers/topics/threads#permissions */
export function maySend(context: Context, channel: Channel, userId: string): boolean {
  return may(context, channel, userId, channel.thread ? 'sendMessagesInThreads' : 'sendMessages')
}

/** "Users won't be able to create or update messages in locked threads." https://docs.discord.com/developers/topics/threads#locked-threads */
export function isLockedFor(context: Context, channel: Channel, userId: string): boolean {
  return (channel.thread?.locked ?? false) && !may(context, channel, userId, 'manageThreads')
}
