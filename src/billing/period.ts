import { DAY_MS, isoTime } from '../clock'

/**
 * When the period of a workspace's budget began: each month on the day of the month on which the workspace was created,
 * in a shorter month on its last day, at midnight UTC. All in milliseconds since 1970.
 */
export function periodStart(createdAt: number, now: number): number {
  const { day } = dateOf(createdAt)
  const { year, month } = dateOf(now)
  const inThisMonth = dayIn(year, month, day)
  return inThisMonth <= now ? inThisMonth : dayIn(year, month - 1, day)
}

/** When the period that is running at `now` ends, and everything begins anew. */
export function periodEnd(createdAt: number, now: number): number {
  const { year, month } = dateOf(periodStart(createdAt, now))
  return dayIn(year, month + 1, dateOf(createdAt).day)
}

/** The month counts from 1; 0 is December of the year before, 13 January of the next. */
function dayIn(year: number, month: number, day: number): number {
  const first = Date.UTC(year, month - 1)
  const days = (Date.UTC(year, month) - first) / DAY_MS
  return first + (Math.min(day, days) - 1) * DAY_MS
}

function dateOf(at: number) {
  const [year = 0, month = 0, day = 0] = isoTime(at).slice(0, 10).split('-').map(Number)
  return { year, month, day }
}
