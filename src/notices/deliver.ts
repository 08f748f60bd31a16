import type { Cards } from '../cards'
import { type Mailer, type Messenger, type Platform, TryLater } from '../chat'
import { type Clock, isoTime } from '../clock'
import { type Database, newId } from '../db'
import { eachAlone } from '../each-alone'
import type { Follower } from '../events'
import { describeFailure } from '../failure'
import type { Log } from '../log'
import { sideBySide } from '../side-by-side'
import { backOffMs } from './back-off'
import { inLanes } from './lanes'
import type { MailKind, NoticeKind } from './notice-kind'
import { claimDue, giveUp, handBack, markDone, type OutboxRow, putOff, retryAt } from './outbox'
import { DONE, type Outcome } from './outcome'
import { createTell } from './tell'
import { unreachable } from './unreachable'

export interface DeliveryOptions {
  db: Database
  /** Paced: see `paceMessenger`. */
  messengers: ReadonlyMap<Platform, Messenger>
  mailer: Mailer
  kinds: readonly NoticeKind[]
  mails: readonly MailKind[]
  followers: readonly Follower[]
  cards: Cards
  clock: Clock
  log: Log
}

const BATCH = 100
const FOR_ONE_PERSON = 5
const SIDE_BY_SIDE = 8
/** After that the rows of a killed process are free again. */
const CLAIM_MS = 30_000
/** What has not begun by then is handed back, so that no claim runs out while a row waits its turn. */
const BEGIN_WITHIN_MS = 5_000
const GIVE_UP_AFTER = 20

/**
 * Delivers one batch of what is owed and due of some kinds, and resolves to its size; 0 when nothing is due. Any number
 * may run at once.
 */
export function createDelivery(
  options: DeliveryOptions,
): (kinds: readonly OutboxRow['kind'][]) => Promise<number> {
  const { db, mailer, cards, clock, log } = options
  const notices = new Map([...options.kinds, unreachable].map((kind) => [kind.name, kind]))
  const mails = new Map(options.mails.map((kind) => [kind.name, kind]))
  const followers = byEvent(options.followers)
  const tell = createTell(options)

  return async (kinds) => {
    const startedAt = clock.now()
    const claim = isoTime(startedAt + CLAIM_MS)
    const rows = await claimDue(db, [isoTime(startedAt), claim, BATCH, FOR_ONE_PERSON, kinds])
    await sideBySide(inLanes(rows), SIDE_BY_SIDE, async (lane) => {
      const steps = lane[0]?.kind === 'refresh' ? [lane] : lane.map((row) => [row])
      for (const [index, step] of steps.entries()) {
        const late = clock.now() > startedAt + BEGIN_WITHIN_MS
        const waitsUntil = late ? startedAt : await attempt(step, claim)
        if (waitsUntil === undefined) continue
        const rest = steps.slice(late ? index : index + 1).flat()
        await handBack(db, [idsOf(rest), claim, isoTime(waitsUntil)])
        return
      }
    })
    return rows.length
  }

  /** Resolves to when the platform may be asked again, if it asked to wait. */
  async function attempt(step: readonly OutboxRow[], claim: string): Promise<number | undefined> {
    const [row] = step
    if (!row) return
    try {
      await settle(step, claim, await send(row))
    } catch (error) {
      return fail(step, row, claim, error)
    }
  }

  async function send(row: OutboxRow): Promise<Outcome> {
    switch (row.kind) {
      case 'refresh':
        await cards.refresh(row.name, row.subjectId)
        return DONE
      case 'notice':
        return tell(declared(notices, row), row)
      case 'mail':
        return post(declared(mails, row), row)
      case 'event':
        await eachAlone(followers.get(row.name) ?? [], ({ follow }) => follow(row))
        return DONE
    }
  }

  async function post(kind: MailKind, row: OutboxRow): Promise<Outcome> {
    const drawn = await kind.draw(row)
    if (!drawn) return DONE
    const sent = await mailer.send(drawn.to, drawn.mail, drawn.reader, row.id)
    return sent.ok ? DONE : { status: 'undeliverable', who: drawn.to, about: drawn.mail.subject, by: 'mail' }
  }

  async function settle(step: readonly OutboxRow[], claim: string, outcome: Outcome): Promise<void> {
    const now = clock.now()
    if (outcome.status === 'done') return void (await markDone(db, [idsOf(step), claim, isoTime(now)]))
    const { status, ...unreached } = outcome
    log.info({ rows: idsOf(step), by: unreached.by }, `a notice is ${status}`)
    await giveUp(db, [idsOf(step), claim, isoTime(now), unreached.by, newId(now), JSON.stringify(unreached)])
  }

  async function fail(step: readonly OutboxRow[], row: OutboxRow, claim: string, error: unknown) {
    const now = clock.now()
    const ids = idsOf(step)
    if (error instanceof TryLater) {
      const again = now + Math.max(error.afterMs, backOffMs(row.attempts))
      await putOff(db, [ids, claim, isoTime(again), error.name])
      return again
    }
    const { failure, frames } = describeFailure(error)
    log.error({ reference: row.id, kind: row.kind, name: row.name, failure, frames }, 'not delivered')
    // Nobody else would follow up an event.
    if (row.attempts >= GIVE_UP_AFTER && row.kind !== 'event')
      await giveUp(db, [ids, claim, isoTime(now), failure, null, null])
    else await retryAt(db, [ids, claim, isoTime(now + backOffMs(row.attempts)), failure])
  }
}

function declared<Kind>(kinds: ReadonlyMap<string, Kind>, row: OutboxRow): Kind {
  const kind = kinds.get(row.name)
  if (!kind) throw new Error(`no feature declares "${row.name}"`)
  return kind
}

function byEvent(followers: readonly Follower[]): ReadonlyMap<string, readonly Follower[]> {
  const found = new Map<string, Follower[]>()
  for (const follower of followers) found.set(follower.on, [...(found.get(follower.on) ?? []), follower])
  return found
}

const idsOf = (rows: readonly OutboxRow[]) => rows.map((row) => row.id)
