import { type Plans, planOf } from '../billing'
import type { Database } from '../db'
import type { NoticeKind } from '../notices'
import { readSeats } from './repository'
import { isNearlyFull } from './seats'
import { nearlyFullCard, planChangedCard } from './views'

export const NEARLY_FULL = 'seats.nearlyFull'
export const PLAN_CHANGED = 'workspace.planChanged'

export function seatNotices(options: { db: Database; plans: Plans }): readonly NoticeKind[] {
  return [
    {
      name: NEARLY_FULL,
      async draw({ subjectId }, { now }) {
        const seats = await readSeats(options, subjectId, now)
        return seats && isNearlyFull(seats) ? { card: nearlyFullCard(seats) } : null
      },
    },
    {
      name: PLAN_CHANGED,
      async draw({ subjectId, data }, { now }) {
        const seats = await readSeats(options, subjectId, now)
        if (!seats || seats.plan !== data.plan) return null
        return { card: planChangedCard(seats, planOf(options.plans, seats.plan)) }
      },
    },
  ]
}
