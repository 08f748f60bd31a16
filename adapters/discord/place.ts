import type { Place } from '../../src/chat'

/** The tenant of every Discord user: accounts are the same in all servers. */
export const DISCORD = 'discord'

/** The tenant of what stands in a channel. */
export const tenantOf = (guildId: string | undefined) => guildId ?? DISCORD

/** Commands are registered for servers and the bot's own direct messages only, so no server means direct. */
export const placeOf = (guildId: string | undefined, channelId: string): Place => ({
  platform: 'discord',
  tenant: guildId ?? null,
  channelId,
  direct: guildId === undefined,
  shared: false,
})
