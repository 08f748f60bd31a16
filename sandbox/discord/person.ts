import { openDirect } from './channels'
import type { Context } from './context'
import { mayRead } from './permissions'
import type { Reader } from './text'
import type { Channel, Guild, StoredMessage, User } from './types'

/** Somebody at the platform, looking at a guild; their direct messages are always there. */
export interface Person {
  context: Context
  userId: string
  user: User
  guild: Guild
  /** Channels and threads they can read, then the direct messages with the bot. */
  channels(): Channel[]
  /** The first channel when left out. Throws an Error for one they are not in. */
  channelOf(id: string | undefined): Channel
  /** Throws an Error for a message they do not see. */
  find(messageId: string): { channel: Channel; message: StoredMessage }
  sees(message: StoredMessage): boolean
  reader(channel: Pick<Channel, 'guildId'>): Reader
}

export function createPerson(context: Context, userId: string, guildId: string): Person {
  const user = context.users.get(userId)
  const guild = context.guilds.get(guildId)
  if (!user) throw new Error(`there is no Discord user ${userId}`)
  if (!guild) throw new Error(`there is no guild ${guildId}`)
  const direct = openDirect(context, userId)
  const inGuild = () =>
    guild.members.has(userId)
      ? [...guild.channels.values()].filter((channel) => mayRead(context, channel, userId))
      : []
  const person: Person = {
    context,
    userId,
    user,
    guild,
    channels: () => [...inGuild(), direct],
    channelOf(id) {
      const channels = person.channels()
      const channel = id === undefined ? channels[0] : channels.find((candidate) => candidate.id === id)
      if (!channel) throw new Error(`${user.global_name} is in no channel ${id}`)
      return channel
    },
    find(messageId) {
      for (const channel of person.channels()) {
        const message = channel.messages.get(messageId)
        if (message && person.sees(message)) return { channel, message }
      }
      throw new Error(`${user.global_name} sees no message ${messageId}`)
    },
    sees: ({ seenBy }) => seenBy === undefined || seenBy === userId,
    reader: (channel) => ({ context, user, guildId: channel.guildId }),
  }
  return person
}
