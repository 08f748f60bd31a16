import type { Cards } from '../cards'
import type { Mailer, Messenger, Platform } from '../chat'
import { type Clock, isoTime } from '../clock'
import type { Database } from '../db'
import { eachAlone } from '../each-alone'
import type { Follower } from '../events'
import type { Log } from '../log'
import { sideBySide } from '../side-by-side'
import { claimBatch } from './claim-batch'
import { declaredKind } from './draw-many'
import { inLanes } from './lanes'
import type { MailKind, NoticeKind } from './notice-kind'
import { handBack, type OutboxRow } from './outbox'
import { DONE, type Outcome } from './outcome'
import { createPackNotice } from './pack-notice'
import { type Parcel, parcelOf } from './parcel'
import { createSettle, idsOf } from './settle'
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

const SIDE_BY_SIDE = 8
/** After that the rows of a killed process are free again. */
const CLAIM_MS = 30_000
/** What has not begun by then is handed back, so that no claim runs out while a row waits its turn. */
const BEGIN_WITHIN_MS = 5_000

/**
 * Delivers one batch of what is owed and due of some kinds, and resolves to its size; 0 when nothing is due. Any number
 * may run at once.
 */
export function createDelivery(
  options: DeliveryOptions,
): (kinds: readonly OutboxRow['kind'][]) => Promise<number> {
  const { db, mailer, cards, clock } = options
  const notices = new Map([...options.kinds, unreachable].map((kind) => [kind.name, kind]))
  const mails = new Map(options.mails.map((kind) => [kind.name, kind]))
  const followers = byEvent(options.followers)
  const packNotice = createPackNotice(options, notices)
  const { end, fail } = createSettle(options)

  return async (kinds) => {
    const startedAt = clock.now()
    const claim = isoTime(startedAt + CLAIM_MS)
    const rows = await claimBatch(db, isoTime(startedAt), claim, kinds)
    await sideBySide(inLanes(rows), SIDE_BY_SIDE, (lane) => deliverLane(lane, startedAt, claim))
    return rows.length
  }

  async function deliverLane(lane: readonly OutboxRow[], startedAt: number, claim: string): Promise<void> {
    const gone = new Set<OutboxRow['id']>()
    const steps = lane[0]?.kind === 'refresh' ? [lane] : lane.map((row) => [row])
    for (const [index, step] of steps.entries()) {
      if (step.every(({ id }) => gone.has(id))) continue
      const late = clock.now() > startedAt + BEGIN_WITHIN_MS
      const { rows, waitsUntil } = late ? { rows: [] } : await attempt(step, claim, lane)
      for (const { id } of rows) gone.add(id)
      if (!late && waitsUntil === undefined) continue
      const rest = steps.slice(late ? index : index + 1).flat()
      await handBack(db, [idsOf(rest), claim, waitsUntil === undefined ? null : isoTime(waitsUntil)])
      return
    }
  }

  /** Resolves to what has been dealt with, and when the platform may be asked again, if it asked to wait. */
  async function attempt(
    step: readonly OutboxRow[],
    claim: string,
    lane: readonly OutboxRow[],
  ): Promise<{ rows: readonly OutboxRow[]; waitsUntil?: number | undefined }> {
    let rows = step
    try {
      const parcel = await pack(step, claim, lane)
      rows = parcel.rows
      for (const ended of await parcel.send()) await end(ended, claim)
      return { rows }
    } catch (error) {
      return { rows, waitsUntil: await fail(rows, claim, error) }
    }
  }

  async function pack(
    step: readonly OutboxRow[],
    claim: string,
    lane: readonly OutboxRow[],
  ): Promise<Parcel> {
    const [row] = step
    if (!row) return { rows: step, send: async () => [] }
    return row.kind === 'notice' ? packNotice(row, claim, lane) : parcelOf(step, () => send(row))
  }

  async function send(row: OutboxRow): Promise<Outcome> {
    if (row.kind === 'mail') return post(declaredKind(mails, row.name), row)
    if (row.kind === 'refresh') await cards.refresh(row.name, row.subjectId, row.accountId)
    else await eachAlone(followers.get(row.name) ?? [], ({ follow }) => follow(row))
    return DONE
  }

  async function post(kind: MailKind, row: OutboxRow): Promise<Outcome> {
    const drawn = await kind.draw(row)
    if (!drawn) return DONE
    const sent = await mailer.send(drawn.to, drawn.mail, drawn.reader, row.id)
    return sent.ok ? DONE : { status: 'undeliverable', who: drawn.to, about: drawn.mail.subject, by: 'mail' }
  }
}

function byEvent(followers: readonly Follower[]): ReadonlyMap<string, readonly Follower[]> {
  const found = new Map<string, Follower[]>()
  for (const follower of followers) found.set(follower.on, [...(found.get(follower.on) ?? []), follower])
  return found
}
