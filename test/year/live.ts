import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../src/clock'
import { type Moments, play, type Step } from '../model/play'
import { noteSeen } from '../support/note-seen'
import type { Rolecall } from '../support/rolecall'
import type { Town } from './town'

/** What happened in a year, as far as it does not stay in the tables. */
export interface Chronicle {
  /** Private messages by the moment they went out; `userId`: of the chat user. */
  told: { at: number; userId: string; title: string }[]
  /** Notices that were settled, with what they are called. */
  notices: { name: string; personId: string; status: string; at: number }[]
  reviews: { kind: string; scopeId: string; at: number }[]
  moments: Moments
  /** Midnight of the first day. */
  start: number
}

const DAYS = 364
/** When sweeps run on every day, by UTC: of two hours that are twelve apart one is quiet for everybody, and one is not. */
const HOURS = [3, 15]
const SEEN_AT = 15

export const seenAt = (start: number, day: number) => start + day * DAY_MS + SEEN_AT * HOUR_MS

/** Lives a year: people are seen as is their habit, two or three of `steps` are tried on every day, and time does its part. */
export async function liveAYear(rolecall: Rolecall, town: Town, steps: readonly Step[]): Promise<Chronicle> {
  const { clock } = rolecall
  const start = clock.now() - (clock.now() % DAY_MS) + DAY_MS
  const chronicle: Chronicle = { told: [], notices: [], reviews: [], moments: new Map(), start }
  listen(rolecall, chronicle)
  const daily = steps.length / DAYS
  for (let day = 0; day < DAYS; day += 1) {
    for (const hour of HOURS) {
      await turn(rolecall, town, chronicle, start + day * DAY_MS + hour * HOUR_MS)
      if (hour !== SEEN_AT) continue
      await beSeen(rolecall, town, day)
      for (const step of steps.slice(Math.floor(day * daily), Math.floor((day + 1) * daily)))
        await play(rolecall, town.world, { ...step, waitMs: MINUTE_MS }, chronicle.moments)
    }
  }
  // What was held back over the last night.
  for (const hour of [...HOURS, 24 + SEEN_AT])
    await turn(rolecall, town, chronicle, start + DAYS * DAY_MS + hour * HOUR_MS)
  return chronicle
}

function listen(rolecall: Rolecall, { told }: Chronicle): void {
  const { sent, clock } = rolecall
  const push = sent.push.bind(sent)
  sent.push = (...messages) => {
    for (const { to, card, edited } of messages)
      if (!edited && 'userId' in to) told.push({ at: clock.now(), userId: to.userId, title: card.title })
    return push(...messages)
  }
}

async function turn(
  rolecall: Rolecall,
  { world }: Town,
  { notices, reviews }: Chronicle,
  at: number,
): Promise<void> {
  const { db, clock } = rolecall
  const since = world.now
  clock.set(at)
  world.now = at
  await rolecall.sweep()
  await rolecall.deliver()
  const between = [isoTime(since), isoTime(at)]
  const settled = await db.query(
    `SELECT name, person_id AS "personId", status, done_at AS at FROM outbox
     WHERE kind = 'notice' AND status <> 'owed' AND done_at > $1 AND done_at <= $2`,
    between,
  )
  const made = await db.query(
    'SELECT kind, scope_id AS "scopeId", made_at AS at FROM review WHERE made_at > $1 AND made_at <= $2',
    between,
  )
  notices.push(...settled)
  reviews.push(...made)
}

async function beSeen({ db, clock }: Rolecall, { world, citizens }: Town, day: number): Promise<void> {
  world.now = clock.now()
  const seen = citizens.filter(({ isSeen }) => isSeen(day))
  for (const person of seen) person.activeAt = world.now
  await noteSeen(
    db,
    seen.map(({ id }) => id),
    world.now,
  )
}
