import type { Context } from './context'
import type { StoredMessage } from './types'

/** A new, empty message. */
export function blankMessage(
  context: Context,
  wanted: Pick<StoredMessage, 'channelId' | 'authorId' | 'type'>,
): StoredMessage {
  return {
    id: context.nextId(),
    ...wanted,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    timestamp: new Date(context.clock.now()).toISOString(),
    editedTimestamp: null,
    mentions: [],
    pings: [],
  }
}
