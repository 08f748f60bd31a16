import type { ChosenFile } from '../driver'
import { attach } from './attach'
import { messageEventPayload } from './message-payload'
import { deleteMessage, editMessage, postMessage } from './messages'
import { withMentions } from './option-value'
import { isLockedFor, may, maySend } from './permissions'
import type { Person } from './person'
import { startThread } from './threads'
import type { Channel, MessageRequest, StoredMessage } from './types'

/** What the client does with a message that somebody writes. Throws an Error where it would not send it. */
export function write(
  person: Person,
  channel: Channel,
  text: string,
  { files = [], repliesTo }: { files?: readonly ChosenFile[] | undefined; repliesTo?: string } = {},
): void {
  const { context, userId } = person
  if (!maySend(context, channel, userId) || isLockedFor(context, channel, userId))
    throw new Error(`${person.user.global_name} may not write in ${channel.name}`)
  if (files.length > 0 && !may(context, channel, userId, 'attachFiles'))
    throw new Error(`${person.user.global_name} may not attach files in ${channel.name}`)
  const body: MessageRequest = {
    content: withMentions(context, person.guild, text),
    ...(repliesTo !== undefined && { message_reference: { message_id: repliesTo } }),
  }
  postMessage(context, channel, body, { authorId: userId, attachments: attach(context, channel.id, files) })
}

/** A message of their own. https://docs.discord.com/developers/resources/message#edit-message */
export function rewrite(person: Person, messageId: string, text: string): void {
  const { channel, message } = ownMessage(person, messageId)
  const { context, userId } = person
  if (channel.thread?.archived || isLockedFor(context, channel, userId))
    throw new Error(`nothing can be edited in ${channel.name}`)
  if (text.trim() === '' && message.attachments.length === 0)
    throw new Error('an empty message cannot be saved')
  editMessage(context, message, { content: withMentions(context, person.guild, text) })
}

/** Their own message, or anybody's with the permission to. https://docs.discord.com/developers/resources/message#delete-message */
export function erase(person: Person, messageId: string): void {
  const { channel, message } = person.find(messageId)
  const mayErase =
    message.authorId === person.userId || may(person.context, channel, person.userId, 'manageMessages')
  if (!mayErase) throw new Error(`${person.user.global_name} may not delete ${messageId}`)
  deleteMessage(person.context, message)
}

/** Starts a thread on a message; returns its id. https://docs.discord.com/developers/resources/channel#start-thread-from-message */
export function beginThread(person: Person, messageId: string, name: string): string {
  const { channel: parent, message } = person.find(messageId)
  const { context, userId: ownerId } = person
  const isFree = parent.guildId !== undefined && !parent.thread && message.threadId === undefined
  if (!isFree || !may(context, parent, ownerId, 'createPublicThreads'))
    throw new Error(`${person.user.global_name} cannot start a thread on ${messageId}`)
  const thread = startThread(context, { parent, name, ownerId, onMessage: messageId })
  context.dispatch('MESSAGE_UPDATE', messageEventPayload(context, message), parent.guildId)
  return thread.id
}

function ownMessage(person: Person, messageId: string): { channel: Channel; message: StoredMessage } {
  const found = person.find(messageId)
  if (found.message.authorId !== person.userId)
    throw new Error(`${messageId} is not a message of ${person.user.global_name}`)
  return found
}
