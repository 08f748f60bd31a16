import type { webApi } from '@slack/bolt'
import type { Stream, Text } from '../../src/chat'
import { cardBlocks } from './card'
import { later, persist } from './later'
import type { Received } from './receive'
import { readerOf } from './say'
import { editedSheet, growingCard, type Sheet } from './sheet'
import { renderStreamed } from './stream-text'
import { errorCode, type Outlet } from './web'

/** Tier 4 is a hundred calls a minute: https://docs.slack.dev/reference/methods/chat.appendStream */
const appendEveryMs = 600

type Chunks = NonNullable<webApi.ChatAppendStreamArguments['chunks']>

/**
 * A message that Slack shows as it is written. It can only become longer, so title and stop button stand above the
 * text; what does not continue it, and what comes when Slack has closed the stream, is shown by editing.
 * @throws what Slack answers where it streams nothing
 */
export async function startStreamedSheet(
  outlet: Outlet,
  to: Received,
  spot: { channelId: string; threadTs: string },
  growing: Pick<Stream, 'title' | 'stop'>,
): Promise<Sheet> {
  const { web } = outlet
  const reader = readerOf(outlet, to)
  const { channelId: channel, threadTs: thread_ts } = spot
  const { ts = '' } = await web.chat.startStream({
    token: await outlet.token(to.tenant),
    channel,
    thread_ts,
    ...(to.teamId !== undefined && { recipient_team_id: to.teamId }),
    recipient_user_id: to.interaction.sender.userId,
    chunks: [{ type: 'blocks', blocks: cardBlocks(growingCard(growing), reader) }],
  })
  const at = { channel, ts }
  const edited = editedSheet(outlet, to, at, growing)
  let written = ''
  let open = true

  async function append(text: string): Promise<void> {
    const chunks: Chunks = [{ type: 'markdown_text', text }]
    await web.chat.appendStream({ token: await outlet.token(to.tenant), ...at, chunks })
  }

  /** While it streams, a message cannot be edited. */
  async function close(): Promise<void> {
    if (!open) return
    await persist(async () => web.chat.stopStream({ token: await outlet.token(to.tenant), ...at })).catch(
      (error: unknown) => {
        // Slack closes streams by itself, some minutes after their start; what else it is, editing will show.
        if (later(error)) throw error
      },
    )
    open = false
  }

  return {
    ...edited,
    get everyMs() {
      return open ? appendEveryMs : edited.everyMs
    },
    async grow(text: Text) {
      const markdown = renderStreamed(text, reader)
      if (open && markdown.startsWith(written)) {
        if (markdown === written) return
        try {
          await append(markdown.slice(written.length))
          written = markdown
          return
        } catch (error) {
          if (later(error) || errorCode(error) === undefined) throw error
        }
      }
      await close()
      await edited.grow(text)
    },
    async settle(card) {
      await close()
      await edited.settle(card)
    },
    async remove() {
      await close()
      await edited.remove()
    },
  }
}
