import { type Card, hasAttachments, type Reader, withoutAttachments } from '../../src/chat'
import { filesIn, idsOf, markOf, type ShownMessage, type Uploaded, uploadedIn } from './attachments'
import { type RenderedCard, renderCard } from './card'
import { later, persist } from './later'
import { undeliverable } from './undeliverable'
import { discard, upload } from './upload'
import { errorCode, type Outlet } from './web'

/** Where a message of ours stands. */
export interface MessageAt {
  tenant: string
  channel: string
  ts: string
}

export const noPreviews = { unfurl_links: false, unfurl_media: false }

/** Posts a card with what is attached to it; resolves to the time that names the message. @throws what Slack answers, TryLater */
export async function postCard(
  outlet: Outlet,
  { tenant, channel, threadTs }: { tenant: string; channel: string; threadTs?: string | undefined },
  card: Card,
  reader: Reader,
): Promise<string> {
  const { content, uploaded } = await complete(outlet, tenant, card, reader)
  const token = await outlet.token(tenant)
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
  try {
    const message = { token, channel, ...content, ...thread, ...noPreviews }
    const { ts = '' } = await outlet.web.chat.postMessage(message)
    // A new message takes no files: https://docs.slack.dev/reference/methods/chat.postMessage#arguments
    if (uploaded && uploaded.fileIds.length > 0)
      await persist(() => update(outlet, { tenant, channel, ts }, content, uploaded.fileIds))
    return ts
  } catch (error) {
    if (uploaded) await discard(outlet, tenant, idsOf(uploaded))
    throw error
  }
}

/**
 * The card takes the place of all that the message shows. The same bytes are not sent again, and what is shown no
 * longer is deleted. `shown`: what is attached now, where that is known.
 * @throws what Slack answers, TryLater
 */
export async function updateCard(
  outlet: Outlet,
  at: MessageAt,
  card: Card,
  reader: Reader,
  shown?: Uploaded,
): Promise<void> {
  const before = shown ?? (hasAttachments(card) ? await findUploaded(outlet, at) : undefined)
  if (before && before.mark === markOf(card)) {
    await update(outlet, at, renderCard(card, reader, before))
    return
  }
  const { content, uploaded } = await complete(outlet, at.tenant, card, reader)
  const left = await update(outlet, at, content, uploaded?.fileIds)
  // Files of the card before this one, which nobody had to look up.
  if (!uploaded && left.length > 0) await update(outlet, at, content, [])
  const over = before ? idsOf(before) : uploaded ? [] : left
  if (over.length > 0) await discard(outlet, at.tenant, over)
}

/**
 * Resolves to the files that the message has afterwards; without `fileIds` they are those it had.
 * https://docs.slack.dev/reference/methods/chat.update#arguments
 */
async function update(
  outlet: Outlet,
  { tenant, channel, ts }: MessageAt,
  content: RenderedCard,
  fileIds?: readonly string[],
): Promise<string[]> {
  const token = await outlet.token(tenant)
  const files = fileIds && { file_ids: [...fileIds] }
  const { message } = await outlet.web.chat.update({ token, channel, ts, ...content, ...files })
  return filesIn((message ?? {}) as ShownMessage)
}

/** Where Slack takes no files, the card comes without them and says so. */
async function complete(
  outlet: Outlet,
  tenant: string,
  card: Card,
  reader: Reader,
): Promise<{ content: RenderedCard; uploaded?: Uploaded }> {
  if (!hasAttachments(card)) return { content: renderCard(card, reader) }
  try {
    const uploaded = await upload(outlet, tenant, card)
    return { content: renderCard(card, reader, uploaded), uploaded }
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined || undeliverable[code] || later(error)) throw error
    return { content: renderCard(withoutAttachments(card, `Slack says ${code}.`), reader) }
  }
}

/** The message by its own time, also in a thread: https://docs.slack.dev/reference/methods/conversations.replies */
async function findUploaded(
  outlet: Outlet,
  { tenant, channel, ts }: MessageAt,
): Promise<Uploaded | undefined> {
  const token = await outlet.token(tenant)
  try {
    const found = await outlet.web.conversations.replies({ token, channel, ts, limit: 1, inclusive: true })
    const message = found.messages?.find((each) => each.ts === ts)
    return message && uploadedIn(message as ShownMessage)
  } catch (error) {
    if (later(error) || errorCode(error) === undefined) throw error
    return undefined
  }
}
