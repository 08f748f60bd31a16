import { identity } from './command-line'
import { sendInteraction } from './interactions'
import { messagePayload } from './message-payload'
import type { Person } from './person'
import { commandType, interactionType } from './protocol'
import { resolveIds } from './resolved'
import type { Channel, Json } from './types'
import { visibleCommands } from './visible-commands'

type Kind = typeof commandType.user | typeof commandType.message

/** What apps offer in the menu of a person or a message. https://docs.discord.com/developers/interactions/application-commands#message-commands */
export function menuEntries(person: Person, kind: Kind, channel: Channel): string[] {
  return visibleCommands(person.context, person.userId, channel)
    .filter(({ type }) => type === kind)
    .map(({ name }) => name)
}

/** Chooses an entry at a user or message id. Throws an Error when it is not in the menu. */
export async function chooseEntry(person: Person, name: string, targetId: string): Promise<void> {
  const { context, userId } = person
  const isUser = context.users.has(targetId)
  const channel = isUser ? person.channelOf(undefined) : person.find(targetId).channel
  const kind = isUser ? commandType.user : commandType.message
  const command = visibleCommands(context, userId, channel).find(
    (one) => one.type === kind && one.name === name,
  )
  if (!command) throw new Error(`there is no menu entry ${name} here`)
  await sendInteraction(context, {
    type: interactionType.command,
    userId,
    channel,
    data: { ...identity(command), target_id: targetId, ...resolveTarget(person, channel, targetId) },
    commandName: name,
    target: isUser ? { targetUserId: targetId } : { targetMessageId: targetId },
  })
}

/** The message comes with its content, whatever the app may read otherwise. */
function resolveTarget({ context }: Person, channel: Channel, targetId: string): Json {
  const message = channel.messages.get(targetId)
  if (!message) return resolveIds(context, [targetId], channel.guildId)
  return { resolved: { messages: { [targetId]: messagePayload(context, message) } } }
}
