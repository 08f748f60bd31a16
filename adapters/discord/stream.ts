import type { Card, PostedMessage, Stream, Text } from '../../src/chat'
import type { Log } from './log'
import { createPace } from './pace'
import { createSheets } from './sheets'
import type { Sheet, Spot } from './spot'

/** Often enough to follow, and seldom enough for several answers in one channel; the client obeys what Discord says. */
const everyMs = 1_200

export interface Surroundings {
  log: Log
  /** Aborted when the process is about to end. */
  ending: AbortSignal
  /** Told that the first words have come, or that the answer has ended without. */
  onWords?(): void
}

/** Shown before there is text. */
export const openingCard = ({ title, stop }: Stream): Card => ({ title, buttons: [stop] })

/** Lets the answer grow in its first message, and in more of them as it needs. Resolves to the first, where it can be tracked. */
export async function grow(
  stream: Stream,
  spot: Spot,
  first: Sheet,
  { log, ending, onWords }: Surroundings,
): Promise<PostedMessage | undefined> {
  const sheets = createSheets(spot, first, openingCard(stream), log)
  const pace = createPace(everyMs, (pieces: readonly Text[]) => sheets.show(growingCards(stream, pieces)))
  const show = (pieces: readonly Text[]) => {
    if (pieces.length === 0) return
    onWords?.()
    pace.show(pieces)
  }
  try {
    const { cards, shown } = await stream
      .write({ posted: first.posted, place: spot.place, signal: ending, show })
      .finally(() => pace.end())
    const posted = await sheets.finish(cards)
    await shown?.(posted)
    return posted[0]
  } finally {
    onWords?.()
  }
}

/** The stop button stands where the text grows. */
function growingCards({ title, stop }: Stream, pieces: readonly Text[]): Card[] {
  return pieces.map((text, index) => ({
    title: index === 0 ? title : '',
    text,
    ...(index === pieces.length - 1 && { buttons: [stop] }),
  }))
}
