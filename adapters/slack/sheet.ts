import type { Card, PostedMessage, Stream, Text } from '../../src/chat'
import { renderCard } from './card'
import { noPreviews } from './card-message'
import { persist } from './later'
import type { Received } from './receive'
import { readerOf } from './say'
import type { Spot } from './spot'
import type { Outlet } from './web'

/** One message of an answer. */
export interface Sheet {
  /** Undefined where nobody can edit it later. */
  readonly posted: PostedMessage | undefined
  /** How often it may grow. */
  readonly everyMs: number
  /** Shows the text so far. @throws what Slack answers */
  grow(text: Text): Promise<void>
  /** Becomes this card. @throws what Slack answers, after it was tried again */
  settle(card: Card): Promise<void>
  remove(): Promise<void>
}

/** Tier 3 is fifty calls a minute: https://docs.slack.dev/reference/methods/chat.update */
const editEveryMs = 1_200

/** What a message shows while it grows. */
export const growingCard = ({ title, stop }: Pick<Stream, 'title' | 'stop'>, text?: Text): Card => ({
  title,
  ...(text !== undefined && { text }),
  buttons: [stop],
})

/** An ordinary message that is edited as the text grows. */
export async function postSheet(
  outlet: Outlet,
  to: Received,
  spot: Spot,
  card: Card,
  growing: Pick<Stream, 'title' | 'stop'>,
): Promise<Sheet> {
  const { channelId: channel, threadTs } = spot
  const { ts = '' } = await outlet.web.chat.postMessage({
    token: await outlet.token(to.tenant),
    channel,
    ...renderCard(card, readerOf(outlet, to)),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...noPreviews,
  })
  return editedSheet(outlet, to, { channel, ts }, growing)
}

export function editedSheet(
  outlet: Outlet,
  to: Received,
  at: { channel: string; ts: string },
  growing: Pick<Stream, 'title' | 'stop'>,
): Sheet {
  async function edit(card: Card): Promise<void> {
    const token = await outlet.token(to.tenant)
    await outlet.web.chat.update({ token, ...at, ...renderCard(card, readerOf(outlet, to)) })
  }
  return {
    posted: { platform: 'slack', tenant: to.tenant, channelId: at.channel, messageId: at.ts },
    everyMs: editEveryMs,
    grow: (text) => edit(growingCard(growing, text)),
    settle: (card) => persist(() => edit(card)),
    async remove() {
      await outlet.web.chat.delete({ token: await outlet.token(to.tenant), ...at })
    },
  }
}
