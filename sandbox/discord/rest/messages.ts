import type { Context } from '../context'
import { discordError } from '../errors'
import { fetchedPayload } from '../message-payload'
import { deleteMessage, editMessage, postMessage } from '../messages'
import { isLockedFor, may, maySend, requirePermission } from '../permissions'
import { checkSchema } from '../schemas'
import type { Channel, MessageRequest, StoredMessage } from '../types'
import { listMessages } from './message-list'
import { channelFor, messageFor } from './places'
import { type ApiRequest, bot, noContent, ok, type Reply, type Route } from './router'
import { storeFiles } from './uploads'

/** https://docs.discord.com/developers/resources/message#endpoints */
export const messageRoutes: Route[] = [
  bot('GET /channels/:channel/messages', listMessages),
  bot('POST /channels/:channel/messages', create),
  bot('GET /channels/:channel/messages/:message', get),
  bot('PATCH /channels/:channel/messages/:message', edit),
  bot('DELETE /channels/:channel/messages/:message', remove),
  bot('POST /channels/:channel/typing', (request, context) => {
    channelFor(request, context)
    return noContent
  }),
]

function create(request: ApiRequest, context: Context): Reply {
  const channel = channelFor(request, context)
  const body = (request.body ?? {}) as MessageRequest
  checkSchema('MessageCreateRequestSchema', body)
  requireReachable(context, channel)
  requireSendable(context, channel)
  if (request.files.length > 0) requirePermission(context, channel, 'attachFiles')
  if (body.message_reference?.message_id && !may(context, channel, context.botUserId, 'readMessageHistory'))
    throw discordError('cannotReplyUnread')
  const repeated = messageWithNonce(channel, body)
  if (repeated) return ok(fetchedPayload(context, repeated))
  const attachments = storeFiles(context, request, body, channel.id)
  const message = postMessage(context, channel, body, { authorId: context.botUserId, attachments })
  if (body.enforce_nonce && body.nonce != null) {
    channel.nonces ??= new Map()
    channel.nonces.set(body.nonce, message.id)
  }
  return ok(fetchedPayload(context, message))
}

/** With `enforce_nonce` the same nonce returns the same message. https://docs.discord.com/developers/resources/message#create-message */
function messageWithNonce(channel: Channel, body: MessageRequest): StoredMessage | undefined {
  const id = body.enforce_nonce && body.nonce != null ? channel.nonces?.get(body.nonce) : undefined
  return id === undefined ? undefined : channel.messages.get(id)
}

/** 50007: the person has blocked the bot, or shares no guild with it any more. */
function requireReachable(context: Context, channel: Channel): void {
  const { recipientId } = channel
  if (recipientId === undefined) return
  const sharesGuild = [...context.guilds.values()].some(
    (guild) => guild.botJoinedAt !== undefined && guild.members.has(recipientId),
  )
  if (context.faults.blocked.has(recipientId) || !sharesGuild) throw discordError('cannotMessageUser')
}

function get(request: ApiRequest, context: Context): Reply {
  return ok(fetchedPayload(context, messageFor(request, context)))
}

/** 50013 without the right to write, 160005 in a locked thread; an archived one is woken up by writing. */
function requireSendable(context: Context, channel: Channel): void {
  if (!maySend(context, channel, context.botUserId)) throw discordError('missingPermissions')
  if (isLockedFor(context, channel, context.botUserId)) throw discordError('lockedThread')
}

/** "Users cannot edit messages … [in] archived threads." https://docs.discord.com/developers/topics/threads#active-&-archived-threads */
function edit(request: ApiRequest, context: Context): Reply {
  const channel = channelFor(request, context)
  const message = messageFor(request, context)
  if (message.authorId !== context.botUserId) throw discordError('cannotEditOthersMessage')
  if (channel.thread?.archived) throw discordError('archivedThread')
  if (isLockedFor(context, channel, context.botUserId)) throw discordError('lockedThread')
  const body = (request.body ?? {}) as MessageRequest
  checkSchema('MessageEditRequestPartialSchema', body)
  if (request.files.length > 0) requirePermission(context, channel, 'attachFiles')
  editMessage(context, message, body, { attachments: storeFiles(context, request, body, message.channelId) })
  return ok(fetchedPayload(context, message))
}

function remove(request: ApiRequest, context: Context): Reply {
  const message = messageFor(request, context)
  if (message.authorId !== context.botUserId)
    requirePermission(context, channelFor(request, context), 'manageMessages')
  deleteMessage(context, message)
  return noContent
}
