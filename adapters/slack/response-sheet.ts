import { renderCard } from './card'
import type { Received } from './receive'
import { readerOf, say } from './say'
import type { Sheet } from './sheet'
import { type Outlet, respondTo } from './web'

/**
 * An answer where nobody can edit what was said: it is shown when it is complete. Nothing stands there meanwhile, because
 * nothing could take it away again: for a slash command there is no original message that could be replaced.
 * https://docs.slack.dev/interactivity/handling-user-interaction#updating_message_response
 */
export function responseSheet(outlet: Outlet, to: Received, audience: 'private' | 'channel'): Sheet {
  const { responseUrl, messageTs, askedTs } = to.origin
  const response_type = audience === 'channel' ? 'in_channel' : 'ephemeral'
  return {
    posted: undefined,
    everyMs: 0,
    grow: async () => {},
    async settle(card) {
      const content = renderCard(card, readerOf(outlet, to))
      const told =
        responseUrl !== undefined &&
        (messageTs ?? askedTs) === undefined &&
        (await respondTo(responseUrl, { ...content, response_type, replace_original: false }))
      if (!told) await say(outlet, to, card, audience)
    },
    remove: async () => {},
  }
}
