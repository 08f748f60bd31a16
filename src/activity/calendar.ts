import { DAY_MS } from '../clock'
import { momentOf, wallTime } from '../zone'

/** Reviews come in the morning. */
const HOUR = 9
const MONDAY = 1
/** Between a review that came late and the next one on time. */
const WEEKLY_APART_MS = 3 * DAY_MS
const MONTHLY_APART_MS = 10 * DAY_MS

/**
 * Monday morning in the zone (IANA name), the first at least three days after `now`. So what an outage held up is made up
 * for by one review, and never followed by the next at once.
 */
export function nextWeeklyReviewAt(now: number, timeZone: string): number {
  const earliest = now + WEEKLY_APART_MS
  const { year, month, day, weekday } = wallTime(earliest, timeZone)
  const monday = day + ((MONDAY - weekday + 7) % 7)
  return firstFrom(earliest, [monday, monday + 7], (day) =>
    momentOf({ year, month, day, hour: HOUR }, timeZone),
  )
}

/** The morning of the first of a month in the zone, at least ten days after `now`. */
export function nextMonthlyReviewAt(now: number, timeZone: string): number {
  const earliest = now + MONTHLY_APART_MS
  const { year, month } = wallTime(earliest, timeZone)
  return firstFrom(earliest, [month, month + 1], (month) =>
    momentOf({ year, month, day: 1, hour: HOUR }, timeZone),
  )
}

function firstFrom(
  earliest: number,
  [here, after]: readonly [number, number],
  at: (which: number) => number,
): number {
  const moment = at(here)
  return moment >= earliest ? moment : at(after)
}
