import type { Card, PostedMessage, Text } from '../../src/chat'
import { later, persist } from './later'
import { createPace } from './pace'
import type { Sheet } from './sheet'

/**
 * The messages of one answer, in order. `crowd` tells how many answers share Slack's limits at this moment.
 * Only the last message grows; the ones before it are complete.
 */
export function createSheets(
  first: Sheet,
  more: { grow(): Promise<Sheet>; post(card: Card): Promise<Sheet> },
  title: string,
  crowd: () => number,
) {
  const sheets = [first]
  let failed = false

  const settled = (pieces: readonly Text[], index: number): Card => ({
    title: index === 0 ? title : '',
    text: pieces[index] ?? '',
  })

  async function draw(pieces: readonly Text[]): Promise<void> {
    while (sheets.length < pieces.length) {
      await last().settle(settled(pieces, sheets.length - 1))
      sheets.push(await more.grow())
    }
    const newest = pieces[sheets.length - 1]
    if (newest !== undefined) await last().grow(newest)
  }

  const last = () => sheets.at(-1) ?? first

  const pace = createPace(async (pieces: readonly Text[]) => {
    const waitMs = last().everyMs * crowd()
    if (failed) return { waitMs }
    try {
      await draw(pieces)
      return { waitMs }
    } catch (error) {
      // What Slack refuses for good is shown at the end, in a message of its own if need be.
      const asked = later(error)
      failed = asked === undefined
      return asked ? { waitMs: asked.afterMs, again: true as const } : { waitMs }
    }
  })

  return {
    /** Where nobody can edit it, an answer is shown when it is complete. */
    show: first.posted ? pace.show : () => {},
    rest: pace.end,

    /** What stays. A message that cannot become its card is left behind, and all from there on are said anew, in order. */
    async finish(cards: readonly Card[]): Promise<PostedMessage[]> {
      const surplus: Sheet[] = []
      for (const [index, card] of cards.entries()) {
        const sheet = sheets[index]
        if (sheet && (await becomes(sheet, card))) continue
        surplus.push(...sheets.splice(index))
        sheets.push(await persist(() => more.post(card)))
      }
      surplus.push(...sheets.splice(cards.length))
      await Promise.all(surplus.map((sheet) => sheet.remove().catch(() => undefined)))
      return sheets.flatMap(({ posted }) => posted ?? [])
    },
  }
}

const becomes = (sheet: Sheet, card: Card) =>
  sheet.settle(card).then(
    () => true,
    () => false,
  )
