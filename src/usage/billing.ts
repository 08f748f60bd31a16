import type { Prices, WorkspaceBudget } from '../billing'
import type { Grouping, LinePage, Period, Scope, Total } from './usage'

/** What a card of billing shows. */
export interface Billing {
  scope: Scope
  budget: WorkspaceBudget
  prices: Prices
  now: Total
  /** Null: the workspace was not there yet. */
  before: (Period & Total) | null
  /** What the lines are of. */
  shown: { grouping: Grouping; isBefore: boolean; page: number }
  list: LinePage
}

/** On one page; the last row of the card is the menu. */
export const LINES_SHOWN = 7
