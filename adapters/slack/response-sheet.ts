import type { Card, Stream } from '../../src/chat'
import { renderCard } from './card'
import type { Received } from './receive'
import { say } from './say'
import { readerOf, type Sheet } from './sheet'
import { type Outlet, respondTo } from './web'

/** Slack may leave this above the answer, so it has to be true then as well. */
const waiting = { channel: 'The answer comes below.', private: 'The answer comes below, for you alone.' }

/**
 * An answer where nobody can edit what was said: a response address takes five messages only, so the text is not shown
 * before it is complete. The address of a message would replace that, so there nothing stands meanwhile.
 */
export async function openResponseSheet(
  outlet: Outlet,
  to: Received,
  audience: 'private' | 'channel',
  { title, stop }: Pick<Stream, 'title' | 'stop'>,
): Promise<Sheet> {
  const { responseUrl, messageTs, askedTs } = to.origin
  const response_type = audience === 'channel' ? 'in_channel' : 'ephemeral'
  const tell = async (card: Card, replace_original: boolean) =>
    responseUrl !== undefined &&
    (messageTs ?? askedTs) === undefined &&
    respondTo(responseUrl, { ...renderCard(card, readerOf(outlet, to)), response_type, replace_original })
  let stands = await tell({ title, text: waiting[audience], buttons: [stop] }, false)
  return {
    posted: undefined,
    everyMs: 0,
    grow: async () => {},
    async settle(card) {
      const replaced = stands && (await tell(card, true))
      stands = false
      if (!replaced) await say(outlet, to, card, audience)
    },
    remove: async () => {},
  }
}
