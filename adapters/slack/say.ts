import type { Audience, Card, PostedMessage } from '../../src/chat'
import { type RenderedCard, renderCard } from './card'
import type { Received } from './receive'
import { errorCode, NotInstalled, type Outlet, respondTo } from './web'

export const noPreviews = { unfurl_links: false, unfurl_media: false }

/** Shows a card to its audience at the place of an interaction; where Slack closes one way, the next is taken. */
export async function say(
  outlet: Outlet,
  to: Received,
  card: Card,
  audience: Audience,
): Promise<PostedMessage | undefined> {
  const content = renderCard(card, outlet.reader(to.interaction.sender.locale))
  if (audience === 'direct') return sayAndPoint(outlet, to, content)
  if (audience === 'channel') return sayInChannel(outlet, to, content)
  return sayPrivately(outlet, to, content)
}

/** Turns the pressed message, or the one a form was opened from, into this card. */
export async function replaceOrigin(
  outlet: Outlet,
  to: Received,
  card: Card,
): Promise<PostedMessage | undefined> {
  const { responseUrl, messageTs, askedTs, channelId } = to.origin
  const content = renderCard(card, outlet.reader(to.interaction.sender.locale))
  const replaced =
    responseUrl !== undefined &&
    askedTs === undefined &&
    (await respondTo(responseUrl, { ...content, replace_original: true }))
  if (messageTs === undefined) return replaced ? undefined : sayPrivately(outlet, to, content)
  if (!replaced) {
    const token = await outlet.token(to.tenant)
    await outlet.web.chat.update({ token, channel: channelId, ts: messageTs, ...content })
  }
  return posted(to, channelId, messageTs)
}

/** Among themselves, in a direct channel, everything is private, and an ordinary message stays. */
async function sayPrivately(
  outlet: Outlet,
  to: Received,
  content: RenderedCard,
): Promise<PostedMessage | undefined> {
  const { channelId, threadTs } = to.origin
  if (channelId.startsWith('D')) {
    const message = await post(outlet, to, channelId, content, threadTs).catch(ignoreClosed)
    if (message) return message
  }
  return (await sayUnseen(outlet, to, content)) ? undefined : sayDirectly(outlet, to, content)
}

/** Seen by nobody else; false where Slack has no place for that, as in the Home tab. */
async function sayUnseen(outlet: Outlet, to: Received, content: RenderedCard): Promise<boolean> {
  const { channelId, responseUrl } = to.origin
  const unseen = { ...content, response_type: 'ephemeral', replace_original: false }
  if (responseUrl !== undefined && (await respondTo(responseUrl, unseen))) return true
  return channelId !== '' && postEphemeral(outlet, to, content)
}

/** A response address reaches channels the bot is not in, but nobody can edit there later. */
async function sayInChannel(
  outlet: Outlet,
  to: Received,
  content: RenderedCard,
): Promise<PostedMessage | undefined> {
  const { channelId, responseUrl, threadTs } = to.origin
  const message =
    channelId !== '' && (await post(outlet, to, channelId, content, threadTs).catch(ignoreClosed))
  if (message) return message
  const open = { ...content, response_type: 'in_channel', replace_original: false }
  if (responseUrl !== undefined && (await respondTo(responseUrl, open))) return undefined
  return sayDirectly(outlet, to, content)
}

/** Where it was asked, something has to be seen at once: a direct message may be out of sight. */
async function sayAndPoint(outlet: Outlet, to: Received, content: RenderedCard): Promise<PostedMessage> {
  const message = await sayDirectly(outlet, to, content)
  if (message.channelId !== to.origin.channelId)
    await sayUnseen(outlet, to, renderCard(pointer, outlet.reader(to.interaction.sender.locale)))
  return message
}

const pointer: Card = {
  title: 'Sent to you in a direct message',
  text: 'It stands in your messages with me and is kept up to date there.',
}

async function sayDirectly(outlet: Outlet, to: Received, content: RenderedCard): Promise<PostedMessage> {
  return post(outlet, to, await openDirect(outlet, to), content)
}

/** The channel of the asker and the bot. */
export async function openDirect(outlet: Outlet, to: Received): Promise<string> {
  const token = await outlet.token(to.tenant)
  const opened = await outlet.web.conversations.open({ token, users: to.interaction.sender.userId })
  return opened.channel?.id ?? ''
}

async function post(
  outlet: Outlet,
  to: Received,
  channel: string,
  content: RenderedCard,
  threadTs?: string,
): Promise<PostedMessage> {
  const token = await outlet.token(to.tenant)
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
  const { ts = '' } = await outlet.web.chat.postMessage({
    token,
    channel,
    ...content,
    ...thread,
    ...noPreviews,
  })
  return posted(to, channel, ts)
}

async function postEphemeral(outlet: Outlet, to: Received, content: RenderedCard): Promise<boolean> {
  const { channelId: channel, threadTs } = to.origin
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
  const token = await outlet.token(to.tenant)
  const user = to.interaction.sender.userId
  const sent = await outlet.web.chat
    .postEphemeral({ token, channel, user, ...content, ...thread })
    .catch(ignoreClosed)
  return sent !== undefined
}

const posted = (to: Received, channelId: string, messageId: string): PostedMessage => ({
  platform: 'slack',
  tenant: to.tenant,
  channelId,
  messageId,
})

const closed = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'user_not_in_channel',
])

/** Another way is tried only where Slack will never let the bot speak there. */
export function ignoreClosed(error: unknown): undefined {
  if (error instanceof NotInstalled || closed.has(errorCode(error) ?? '')) return undefined
  throw error
}
