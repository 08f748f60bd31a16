import { type Audience, type Card, hasAttachments, type PostedMessage } from '../../src/chat'
import { type RenderedCard, renderCard } from './card'
import { postCard, updateCard } from './card-message'
import type { Received } from './receive'
import { errorCode, NotInstalled, type Outlet, respondTo } from './web'

/** Shows a card to its audience at the place of an interaction; where Slack closes one way, the next is taken. */
export async function say(
  outlet: Outlet,
  to: Received,
  card: Card,
  audience: Audience,
): Promise<PostedMessage | undefined> {
  if (audience === 'direct') return sayAndPoint(outlet, to, card)
  if (audience === 'channel') return sayInChannel(outlet, to, card)
  return sayPrivately(outlet, to, card)
}

/** Turns the pressed message, or the one a form was opened from, into this card. */
export async function replaceOrigin(
  outlet: Outlet,
  to: Received,
  card: Card,
): Promise<PostedMessage | undefined> {
  const { messageTs, channelId, attached } = to.origin
  if (messageTs === undefined) return replaceUnseen(outlet, to, card)
  const hasFiles = attached !== undefined || hasAttachments(card)
  // A response address can neither attach files nor take them away.
  if (hasFiles || !(await replaceAsResponse(outlet, to, card))) {
    const at = { tenant: to.tenant, channel: channelId, ts: messageTs }
    await updateCard(outlet, at, card, readerOf(outlet, to), attached)
  }
  return posted(to, channelId, messageTs)
}

/** The original is seen by the asker alone, or there is none. */
async function replaceUnseen(outlet: Outlet, to: Received, card: Card): Promise<PostedMessage | undefined> {
  if (!hasAttachments(card))
    return (await replaceAsResponse(outlet, to, card)) ? undefined : sayPrivately(outlet, to, card)
  const message = await sayDirectly(outlet, to, card)
  const pointer = pointerTo(to, message)
  if (message.channelId !== to.origin.channelId && !(await replaceAsResponse(outlet, to, pointer)))
    await sayUnseen(outlet, to, pointer)
  return message
}

async function replaceAsResponse(outlet: Outlet, to: Received, card: Card): Promise<boolean> {
  const { responseUrl, askedTs } = to.origin
  if (responseUrl === undefined || askedTs !== undefined) return false
  return respondTo(responseUrl, { ...render(outlet, to, card), replace_original: true })
}

/**
 * Among themselves, in a direct channel, everything is private, and an ordinary message stays. Elsewhere files go into
 * the direct channel, for no message that only one person sees can have them.
 * https://github.com/slackapi/node-slack-sdk/issues/1790
 */
async function sayPrivately(outlet: Outlet, to: Received, card: Card): Promise<PostedMessage | undefined> {
  const { channelId, threadTs } = to.origin
  if (channelId.startsWith('D')) {
    const message = await post(outlet, to, channelId, card, threadTs).catch(ignoreClosed)
    if (message) return message
  }
  if (hasAttachments(card)) return sayAndPoint(outlet, to, card)
  return (await sayUnseen(outlet, to, card)) ? undefined : sayDirectly(outlet, to, card)
}

/** Seen by nobody else; false where Slack has no place for that, as in the Home tab. */
async function sayUnseen(outlet: Outlet, to: Received, card: Card): Promise<boolean> {
  const { channelId, responseUrl } = to.origin
  const content = render(outlet, to, card)
  const unseen = { ...content, response_type: 'ephemeral', replace_original: false }
  if (responseUrl !== undefined && (await respondTo(responseUrl, unseen))) return true
  return channelId !== '' && postEphemeral(outlet, to, content)
}

/** A response address reaches channels the bot is not in, but nobody can edit there later, nor attach files. */
async function sayInChannel(outlet: Outlet, to: Received, card: Card): Promise<PostedMessage | undefined> {
  const { channelId, responseUrl, threadTs } = to.origin
  const message = channelId !== '' && (await post(outlet, to, channelId, card, threadTs).catch(ignoreClosed))
  if (message) return message
  if (hasAttachments(card)) return sayAndPoint(outlet, to, card)
  const open = { ...render(outlet, to, card), response_type: 'in_channel', replace_original: false }
  if (responseUrl !== undefined && (await respondTo(responseUrl, open))) return undefined
  return sayDirectly(outlet, to, card)
}

/** Where it was asked, something has to be seen at once: a direct message may be out of sight. */
async function sayAndPoint(outlet: Outlet, to: Received, card: Card): Promise<PostedMessage> {
  const message = await sayDirectly(outlet, to, card)
  if (message.channelId !== to.origin.channelId) await sayUnseen(outlet, to, pointerTo(to, message))
  return message
}

/** https://docs.slack.dev/interactivity/deep-linking */
const pointerTo = ({ teamId }: Received, { channelId }: PostedMessage): Card => ({
  title: 'Sent to you in a direct message',
  buttons: [{ label: 'Open it', href: `https://slack.com/app_redirect?channel=${channelId}&team=${teamId}` }],
})

async function sayDirectly(outlet: Outlet, to: Received, card: Card): Promise<PostedMessage> {
  return post(outlet, to, await openDirect(outlet, to), card)
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
  card: Card,
  threadTs?: string,
): Promise<PostedMessage> {
  const where = { tenant: to.tenant, channel, threadTs }
  return posted(to, channel, await postCard(outlet, where, card, readerOf(outlet, to)))
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

export const readerOf = (outlet: Outlet, to: Received) => outlet.reader(to.interaction.sender.locale)

const render = (outlet: Outlet, to: Received, card: Card) => renderCard(card, readerOf(outlet, to))

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
