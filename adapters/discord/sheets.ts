import { setTimeout as pause } from 'node:timers/promises'
import { DiscordAPIError } from 'discord.js'
import type { Card, PostedMessage } from '../../src/chat'
import { isOver } from './errors'
import type { Log } from './log'
import type { Sheet, Spot } from './spot'

interface Shown {
  sheet: Sheet
  /** What it reads now; undefined after a failed edit. */
  card: Card | undefined
  /** It was deleted, or cannot be edited any more. */
  lost: boolean
}

/** Pauses before the end of an answer is tried again, beside the repeats of the client itself. */
const pausesMs = [500, 1_000, 2_000]

/** The messages of one answer, in order. `first` stands already and shows `opening`. */
export function createSheets(spot: Spot, first: Sheet, opening: Card, log: Log) {
  const shown: Shown[] = [{ sheet: first, card: opening, lost: false }]

  async function put(card: Card, index: number): Promise<void> {
    const at = shown[index]
    if (!at) {
      shown.push({ sheet: await spot.post(card), card, lost: false })
      return
    }
    if (at.lost || JSON.stringify(at.card) === JSON.stringify(card)) return
    at.card = undefined
    try {
      await spot.edit(at.sheet.id, card)
      at.card = card
    } catch (error) {
      if (!isOver(error)) throw error
      at.lost = true
    }
  }

  async function remove({ sheet, lost }: Shown): Promise<void> {
    if (lost) return
    await spot.remove(sheet.id).catch((error: unknown) => {
      log.info({ error, messageId: sheet.id }, 'a message of an answer was not removed')
    })
  }

  return {
    /** What there is so far; the next time mends what fails. */
    async show(cards: readonly Card[]): Promise<void> {
      try {
        for (const [index, card] of cards.entries()) await put(card, index)
      } catch (error) {
        log.warn({ error, channelId: spot.place.channelId }, 'a growing answer was not shown')
      }
    },

    /** What stays. From a lost message on, all are posted anew, so that their order stays. @throws DiscordAPIError */
    async finish(cards: readonly Card[]): Promise<PostedMessage[]> {
      const surplus: Shown[] = []
      for (const [index, card] of cards.entries()) {
        await persist(() => put(card, index))
        if (!shown[index]?.lost) continue
        surplus.push(...shown.splice(index))
        await persist(() => put(card, index))
      }
      surplus.push(...shown.splice(cards.length))
      for (const message of surplus) await remove(message)
      return shown.flatMap(({ sheet }) => sheet.posted ?? [])
    },
  }
}

/** Tries again what Discord did not refuse, but failed at. */
async function persist(work: () => Promise<void>): Promise<void> {
  for (const pauseMs of pausesMs) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof DiscordAPIError) throw error
      await pause(pauseMs)
    }
  }
  await work()
}
