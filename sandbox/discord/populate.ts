import { world } from '../world'
import type { Context } from './context'
import { addGuild, addUser, joinBot } from './guilds'

export const otherGuildId = '900000000000000200'

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
