import type { Context } from '../context'
import { discordError } from '../errors'
import type { Interaction } from '../interaction'
import { postMessage } from '../messages'
import { interactionType, messageFlag, messageType } from '../protocol'
import type { MessageRequest, StoredMessage } from '../types'
import type { ApiRequest } from './router'
import { storeFiles } from './uploads'

interface How {
  request: ApiRequest
  /** Where the message sits in the request, for the paths of errors. */
  at: string[]
  /** A deferral: the message stands in until it is edited. */
  loading?: boolean
  followUp?: boolean
}

/** Posts a message that answers an interaction, as first response or follow-up. */
export function postResponse(
  context: Context,
  interaction: Interaction,
  body: MessageRequest,
  { request, at, loading = false, followUp = false }: How,
): StoredMessage {
  const channel = context.channels.get(interaction.channelId)
  if (!channel) throw discordError('unknownChannel')
  const ephemeral = (body.flags ?? 0) & messageFlag.ephemeral
  const answersCommand = interaction.type === interactionType.command && !followUp
  const { id, type, userId, commandName, target } = interaction
  const messageId = target?.targetMessageId
  // A deferral may only carry the ephemeral flag; everything else comes with the edit.
  return postMessage(context, channel, loading ? { flags: ephemeral } : body, {
    authorId: context.botUserId,
    token: interaction.token,
    at,
    loading,
    attachments: storeFiles(context, request, body, channel.id),
    ...(answersCommand && { type: target ? messageType.contextMenuCommand : messageType.chatInputCommand }),
    // "The original response message will also have `message_reference` … pointing to this message."
    // https://docs.discord.com/developers/resources/message#message-interaction-metadata-object
    ...(answersCommand && messageId !== undefined && { reference: { channelId: channel.id, messageId } }),
    ...(ephemeral !== 0 && { seenBy: userId }),
    interaction: { id, type, userId, ...(commandName !== undefined && { name: commandName }), ...target },
  })
}
