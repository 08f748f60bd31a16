import type { Guild } from './types'

/** https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
const administrator = 1n << 3n
const everything = (1n << 53n) - 1n
const ordinaryBits = [0, 6, 9, 10, 11, 14, 15, 16, 17, 18, 20, 21, 25, 26, 31, 35, 36, 38]

/** What @everyone may do in a new guild: read, write, attach, mention everyone, use commands, start threads. */
export const ordinaryPermissions = ordinaryBits.reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n)

/** The owner and administrators may do everything; others what their roles add up to. */
export function permissionsOf(guild: Guild, userId: string): bigint {
  if (guild.ownerId === userId) return everything
  const roles = [guild.id, ...(guild.members.get(userId)?.roles ?? [])]
  const sum = roles.reduce((bits, id) => bits | (guild.roles.get(id)?.permissions ?? 0n), 0n)
  return sum & administrator ? everything : sum
}

export function mayMentionEveryone(guild: Guild, userId: string): boolean {
  return (permissionsOf(guild, userId) & (1n << 17n)) !== 0n
}
