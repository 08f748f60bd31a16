import type { Plans, Prices } from '../billing'
import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { seatNotices } from './notices'

/**
 * Seats: how many people the plan of a workspace lets in (R13).
 * Reading order: `seats` (what they are, who gets one; pure) → `views`, `notices` (what is shown) → `take-seats` (for
 * changes that invite), `change-plan` (what changes) → `repository`.
 */
export const seats = (options: { db: Database; plans: Plans; prices: Prices }): FeatureParts => ({
  notices: seatNotices(options),
})

export { changePlan, type PlanChanged, type PlanStep, planStep } from './change-plan'
export { readSeats } from './repository'
export { type Seats, seatsWords } from './seats'
export { planSeats, type SeatPlan, seatsTaken } from './take-seats'
export { fewSeatsField, seatsField } from './views'
