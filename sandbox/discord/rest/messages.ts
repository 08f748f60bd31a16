import type { Context } from '../context'
import { discordError } from '../errors'
import { messagePayload } from '../message-payload'
import { deleteMessage, editMessage, postMessage } from '../messages'
import { checkSchema } from '../schemas'
import type { Channel, MessageRequest, StoredMessage } from '../types'
import { type ApiRequest, bot, noContent, ok, type Reply, type Route } from './router'
import { storeFiles } from './uploads'

/** https://docs.discord.com/developers/resources/message#endpoints */
export const messageRoutes: Route[] = [
  bot('GET /channels/:channel/messages', list),
  bot('POST /channels/:channel/messages', create),
  bot('GET /channels/:channel/messages/:message', get),
  bot('PATCH /channels/:channel/messages/:message', edit),
  bot('DELETE /channels/:channel/messages/:message', remove),
  bot('POST /channels/:channel/typing', (request, context) => {
    channelFor(request, context)
    return noContent
  }),
]

/** The channel of the address, if the bot is there. */
export function channelFor(request: ApiRequest, context: Context): Channel {
  const channel = context.channels.get(request.params.channel ?? '')
  if (!channel) throw discordError('unknownChannel')
  const isInside =
    channel.guildId === undefined || context.guilds.get(channel.guildId)?.botJoinedAt !== undefined
  if (!isInside) throw discordError('missingAccess')
  return channel
}

/** Ephemeral messages exist for the webhook routes of their interaction only. */
export function messageFor(request: ApiRequest, context: Context): StoredMessage {
  const message = channelFor(request, context).messages.get(request.params.message ?? '')
  if (!message || message.seenBy !== undefined) throw discordError('unknownMessage')
  return message
}

function list(request: ApiRequest, context: Context): Reply {
  const { query } = request
  const after = query.get('after')
  const before = query.get('before')
  const limit = Number(query.get('limit') ?? 50)
  const visible = [...channelFor(request, context).messages.values()].filter(
    ({ id, seenBy }) =>
      seenBy === undefined &&
      (!after || BigInt(id) > BigInt(after)) &&
      (!before || BigInt(id) < BigInt(before)),
  )
  const page = after ? visible.slice(0, limit) : visible.slice(-limit)
  return ok(page.reverse().map((message) => messagePayload(context, message)))
}

function create(request: ApiRequest, context: Context): Reply {
  const channel = channelFor(request, context)
  const body = (request.body ?? {}) as MessageRequest
  checkSchema('MessageCreateRequestSchema', body)
  requireReachable(context, channel)
  const repeated = messageWithNonce(channel, body)
  if (repeated) return ok(messagePayload(context, repeated))
  const attachments = storeFiles(context, request, body)
  const message = postMessage(context, channel, body, { authorId: context.botUserId, attachments })
  if (body.enforce_nonce && body.nonce != null) {
    channel.nonces ??= new Map()
    channel.nonces.set(body.nonce, message.id)
  }
  return ok(messagePayload(context, message))
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
  return ok(messagePayload(context, messageFor(request, context)))
}

function edit(request: ApiRequest, context: Context): Reply {
  const message = messageFor(request, context)
  if (message.authorId !== context.botUserId) throw discordError('cannotEditOthersMessage')
  const body = (request.body ?? {}) as MessageRequest
  checkSchema('MessageEditRequestPartialSchema', body)
  editMessage(context, message, body, { attachments: storeFiles(context, request, body) })
  return ok(messagePayload(context, message))
}

function remove(request: ApiRequest, context: Context): Reply {
  const message = messageFor(request, context)
  // The bot has no MANAGE_MESSAGES permission.
  if (message.authorId !== context.botUserId) throw discordError('missingPermissions')
  deleteMessage(context, message)
  return noContent
}
