import { type Plans, type Prices, planOf } from '../billing'
import type { Database } from '../db'
import type { NoticeKind } from '../notices'
import { readSeats } from './repository'
import { isNearlyFull } from './seats'
import { nearlyFullCard, planChangedCard } from './views'

export const NEARLY_FULL = 'seats.nearlyFull'
export const PLAN_CHANGED = 'workspace.planChanged'

interface Options {
  db: Database
  plans: Plans
  prices: Prices
}

export function seatNotices(options: Options): readonly NoticeKind[] {
  const { plans, prices } = options
  return [
    {
      name: NEARLY_FULL,
      topic: 'money',
      async draw({ subjectId }, { now }) {
        const seats = await readSeats(options, subjectId, now)
        return seats && isNearlyFull(seats) ? { card: nearlyFullCard(seats) } : null
      },
    },
    {
      name: PLAN_CHANGED,
      topic: 'money',
      async draw({ subjectId, data }, { now }) {
        const seats = await readSeats(options, subjectId, now)
        if (!seats || seats.plan !== data.plan) return null
        const { currency } = prices
        const ended = typeof data.ended === 'string' ? planOf(plans, data.ended).name : null
        return { card: planChangedCard(seats, { plan: planOf(plans, seats.plan), currency, ended }) }
      },
    },
  ]
}
