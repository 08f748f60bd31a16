import type { Context } from './context'
import { intent } from './protocol'

const { guildMembers, guildPresences, messageContent } = intent

export const privileged = guildMembers | guildPresences | messageContent

/**
 * How the application object shows what is switched on in the developer portal, for an app in under 100 guilds.
 * https://docs.discord.com/developers/resources/application#application-object-application-flags
 */
const limitedFlag: [intent: number, flag: number][] = [
  [guildPresences, 1 << 13],
  [guildMembers, 1 << 15],
  [messageContent, 1 << 19],
]

export function applicationFlags({ privilegedIntents }: Context): number {
  return limitedFlag.filter(([bit]) => privilegedIntents & bit).reduce((flags, [, flag]) => flags | flag, 0)
}
