import { checkMessage } from './check-message'
import { numberComponents } from './components'
import { type Context, changed } from './context'
import { discordError } from './errors'
import { forgetFiles } from './files'
import { checkAttached } from './media'
import { pingsOf } from './mentions'
import { messageEventPayload } from './message-payload'
import { messageFlag, messageType } from './protocol'
import { repliedMessage } from './replies'
import type { StoredFile } from './stored-file'
import { blankMessage } from './stored-message'
import { noteMessage } from './threads'
import type { Channel, MessageRequest, StoredMessage } from './types'

const settableFlags =
  messageFlag.suppressEmbeds |
  messageFlag.ephemeral |
  messageFlag.suppressNotifications |
  messageFlag.componentsV2

const mostMessages = 20_000

export interface PostOptions {
  authorId: string
  type?: number
  /** Set for messages that come from an interaction: who may edit it, and whom it answers. */
  token?: string
  interaction?: StoredMessage['interaction']
  seenBy?: string
  loading?: boolean
  attachments?: StoredFile[]
  /** Of the answer to a message command: that message. */
  reference?: StoredMessage['reference']
  /** Where the message sits in the request, for the paths of errors. */
  at?: string[]
}

/** Writes a message into a channel, and tells the gateway unless only one person sees it. */
export function postMessage(
  context: Context,
  channel: Channel,
  body: MessageRequest,
  how: PostOptions,
): StoredMessage {
  const loading = how.loading ?? false
  if (!loading) checkMessage(body, how.at)
  const attachments = how.attachments ?? []
  checkAttached(body, { sent: attachments, kept: [], at: how.at })
  const empty =
    !body.content && !body.embeds?.length && !body.components?.length && !attachments.length && !body.poll
  if (empty && !loading) throw discordError('emptyMessage')
  const reference = how.reference ?? repliedMessage(channel, body)
  const isReply = how.reference === undefined && reference !== undefined
  const components = numberComponents(body.components ?? [])
  const content = (body.content ?? '').trim()
  const { authorId } = how
  const ephemeral = how.seenBy !== undefined
  const type = how.type ?? (isReply ? messageType.reply : messageType.ordinary)
  const mentions = pingsOf(context, {
    channel,
    authorId,
    content,
    components,
    allowed: body.allowed_mentions,
    reference,
  })
  if (!ephemeral) noteMessage(context, channel, authorId)
  const message: StoredMessage = {
    ...blankMessage(context, { channelId: channel.id, authorId, type }),
    content,
    embeds: body.embeds ?? [],
    components,
    attachments,
    flags:
      ((body.flags ?? 0) & settableFlags & ~messageFlag.ephemeral) |
      (ephemeral ? messageFlag.ephemeral : 0) |
      (loading ? messageFlag.loading : 0),
    mentions,
    pings: mentions,
    ...(how.seenBy !== undefined && { seenBy: how.seenBy }),
    ...(how.token !== undefined && { token: how.token }),
    ...(how.interaction !== undefined && { interaction: how.interaction }),
    ...(reference !== undefined && { reference }),
    ...(body.nonce != null && { nonce: body.nonce }),
  }
  store(channel, message)
  if (!ephemeral) context.dispatch('MESSAGE_CREATE', messageEventPayload(context, message), channel.guildId)
  changed(context)
  return message
}

/** Keeps memory flat in long load runs: of a channel's messages the oldest go first. */
function store(channel: Channel, message: StoredMessage): void {
  channel.messages.set(message.id, message)
  channel.lastMessageId = message.id
  if (channel.messages.size <= mostMessages) return
  for (const oldest of channel.messages.keys()) {
    channel.messages.delete(oldest)
    return
  }
}

/**
 * Changes the parts that the request names. Mentions are read anew, but nobody is notified, except when
 * a deferred answer gets its content.
 * https://docs.discord.com/developers/resources/message#edit-message
 */
export function editMessage(
  context: Context,
  message: StoredMessage,
  body: MessageRequest,
  { at, attachments = [] }: { at?: string[]; attachments?: StoredFile[] } = {},
): void {
  const channel = context.channels.get(message.channelId)
  if (!channel) throw discordError('unknownChannel')
  checkMessage(body, at, message)
  const listed = body.attachments?.map((attachment) => String(attachment.id))
  const dropped = listed ? message.attachments.filter(({ id }) => !listed.includes(id)) : []
  const kept = message.attachments.filter((file) => !dropped.includes(file))
  checkAttached(body, { sent: attachments, kept, at })
  const wasLoading = (message.flags & messageFlag.loading) !== 0
  if (body.content !== undefined) message.content = (body.content ?? '').trim()
  if (body.embeds !== undefined) message.embeds = body.embeds ?? []
  if (body.components !== undefined) message.components = numberComponents(body.components ?? [])
  forgetFiles(context, dropped)
  message.attachments = [...kept, ...attachments]
  // Components V2 can be switched on by an edit but never off again; an ephemeral message stays one.
  message.flags =
    (message.flags & ~messageFlag.loading) |
    ((body.flags ?? 0) & (messageFlag.componentsV2 | messageFlag.suppressEmbeds))
  message.mentions = pingsOf(context, { channel, ...message, allowed: body.allowed_mentions })
  if (wasLoading) message.pings = message.mentions
  else message.editedTimestamp = new Date(context.clock.now()).toISOString()
  if (message.seenBy === undefined)
    context.dispatch('MESSAGE_UPDATE', messageEventPayload(context, message), channel.guildId)
  changed(context)
}

export function deleteMessage(context: Context, message: StoredMessage): void {
  const channel = context.channels.get(message.channelId)
  channel?.messages.delete(message.id)
  forgetFiles(context, message.attachments)
  if (message.seenBy === undefined && channel) {
    const data = {
      id: message.id,
      channel_id: channel.id,
      ...(channel.guildId && { guild_id: channel.guildId }),
    }
    context.dispatch('MESSAGE_DELETE', data, channel.guildId)
  }
  changed(context)
}

/** A line of the platform itself that one person sees, e.g. that the bot did not respond. */
export function postNotice(context: Context, channel: Channel, userId: string, content: string): void {
  const { botUserId: authorId } = context
  const notice = blankMessage(context, { channelId: channel.id, authorId, type: messageType.ordinary })
  store(channel, { ...notice, content, flags: messageFlag.ephemeral, seenBy: userId, notice: true })
  changed(context)
}
