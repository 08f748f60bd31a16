import type { CardSubject, Ending, Stream } from './answer'
import { hasAttachments } from './attachments'
import { checkCard } from './check-view'
import type { PostedMessage } from './place'
import type { Card } from './view'

interface Watching {
  /** Puts what `write` threw into words. */
  explain(error: unknown): Card
  remember(subject: CardSubject, posted: PostedMessage): Promise<void>
}

/** The stream as the adapter gets it: it always comes to an end that fits, and its messages are remembered from the first on. */
export function watched(stream: Stream, { explain, remember }: Watching): Stream {
  const keep = async (posted: PostedMessage, index: number) => {
    if (stream.subject) await remember({ ...stream.subject, view: String(index) }, posted)
  }

  async function write(growing: Parameters<Stream['write']>[0]): Promise<Ending> {
    if (growing.posted) await keep(growing.posted, 0)
    const { cards } = await stream.write(growing)
    return { cards: cards.map(checkGrown) }
  }

  return {
    ...stream,
    write: async (growing) => {
      const ending = await write(growing).catch((error: unknown) => ({ cards: [explain(error)] }))
      return {
        ...ending,
        shown: async (posted) => {
          for (const [index, message] of posted.entries()) await keep(message, index)
        },
      }
    },
  }
}

/** It stands already when it is complete; platforms take files with a message that is new. */
function checkGrown(card: Card): Card {
  if (hasAttachments(card)) throw new Error('an answer that grows brings no files')
  return checkCard(card)
}
