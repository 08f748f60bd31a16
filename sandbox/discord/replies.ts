import { FormErrors } from './errors'
import { messageType } from './protocol'
import type { Channel, MessageRequest, StoredMessage } from './types'

const repliable: number[] = [
  messageType.ordinary,
  messageType.reply,
  messageType.chatInputCommand,
  messageType.contextMenuCommand,
]

/**
 * The message that a request replies to; undefined for none, and for one that is gone when the request can do without.
 * Throws 50035 when it must exist (the default), and for messages of the platform itself.
 * https://docs.discord.com/developers/resources/message#message-reference-structure
 */
export function repliedMessage(channel: Channel, body: MessageRequest): StoredMessage['reference'] {
  const { message_id: messageId, fail_if_not_exists: mustExist } = body.message_reference ?? {}
  if (messageId === undefined) return undefined
  const known = channel.messages.get(messageId)
  const isThere = known !== undefined && known.seenBy === undefined
  if (!isThere && mustExist === false) return undefined
  const errors = new FormErrors()
  if (!isThere) errors.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')
  else if (!repliable.includes(known.type))
    errors.add(
      ['message_reference'],
      'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE',
      'Cannot reply to a system message',
    )
  errors.throwIfAny()
  return { channelId: channel.id, messageId }
}
