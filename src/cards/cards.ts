import {
  type CardSubject,
  type Messenger,
  type Platform,
  type PostedMessage,
  type Reader,
  type ShownTo,
  TryLater,
} from '../chat'
import { type Clock, isoTime } from '../clock'
import type { Database } from '../db'
import type { Log } from '../log'
import { sideBySide } from '../side-by-side'
import type { CardKind } from './card-kind'
import { type Copy, claimCopy, keepCopy, listCopies, releaseCopy } from './copies'

/** Longer than one edit may take, adapters' timeouts included; after that a dead process no longer holds a copy. */
const CLAIM_MS = 30_000
const BUSY_MS = 1_000
/** Of one subject. More would only queue up before the platforms, each holding its claim. */
const COPIES_AT_ONCE = 4

export interface Cards {
  /** Call after posting; `shownTo`: null in a channel; `reader.now`: when it was drawn. */
  remember(
    subject: CardSubject,
    posted: PostedMessage,
    shownTo: ShownTo | null,
    reader: Reader,
  ): Promise<void>
  /**
   * Draws every copy of the subject, which is of that account, from present state, on every platform. Copies that are gone are
   * not tried again, nor those with a chat user who was unlinked.
   * @throws TryLater when some copies must wait; doing the others twice is harmless
   */
  refresh(type: string, id: string, accountId: string): Promise<void>
}

export function createCards(options: {
  db: Database
  messengers: ReadonlyMap<Platform, Messenger>
  kinds: readonly CardKind[]
  clock: Clock
  log: Log
}): Cards {
  const { db, messengers, clock, log } = options
  const kinds = new Map(options.kinds.map((kind) => [kind.type, kind]))

  async function refresh(type: string, id: string, accountId: string): Promise<void> {
    const kind = kinds.get(type)
    if (!kind) throw new Error(`no feature declares cards of type "${type}"`)
    const failures: unknown[] = []
    await sideBySide(await listCopies(db, [type, id]), COPIES_AT_ONCE, async (copy) => {
      await redrawAlone(kind, id, copy.id, accountId).catch((error: unknown) => failures.push(error))
    })
    const worst = failures.find((error) => !(error instanceof TryLater)) ?? failures[0]
    if (worst) throw worst
  }

  /** Draws after claiming: of two redraws of one copy, the one that edits last has also looked last. */
  async function redrawAlone(kind: CardKind, id: string, copyId: string, accountId: string): Promise<void> {
    const now = clock.now()
    const claim = isoTime(now + CLAIM_MS)
    const [copy] = await claimCopy(db, [copyId, isoTime(now), claim, accountId])
    if (!copy) throw new TryLater(BUSY_MS, 'the copy is being redrawn')
    let found: Awaited<ReturnType<typeof redraw>> = 'missed'
    try {
      found = await redraw(kind, id, copy)
    } finally {
      await releaseCopy(db, [
        copyId,
        claim,
        found === 'gone' ? isoTime(clock.now()) : null,
        found !== 'missed',
      ])
    }
  }

  async function redraw(kind: CardKind, id: string, copy: Copy): Promise<'shown' | 'missed' | 'gone'> {
    const reader = { locale: copy.locale, timeZone: copy.timeZone, now: clock.now() }
    const card = await kind.draw(id, copy.view, reader, copy.personId)
    const messenger = messengers.get(copy.platform)
    if (!card) return 'shown'
    if (!messenger) return 'missed'
    const delivery = await messenger.edit(copy, card, reader)
    if (delivery.ok) return 'shown'
    // Where the app is not installed any more the message is still there, and it may come back (B15).
    if (delivery.why === 'disconnected') return 'missed'
    log.info({ type: kind.type, id, platform: copy.platform, why: delivery.why }, 'a posted card is gone')
    return 'gone'
  }

  return {
    refresh,
    remember: (subject, posted, shownTo, reader) =>
      keepCopy(db, clock.now(), subject, posted, shownTo, reader),
  }
}
