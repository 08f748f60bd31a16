import fc from 'fast-check'
import { nextMonthlyReviewAt, nextWeeklyReviewAt } from '../../src/activity/calendar'
import { DAY_MS, HOUR_MS } from '../../src/clock'
import { momentOf, wallTime } from '../../src/zone'

const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Pacific/Kiritimati']
const JANUARY = Date.UTC(2026, 0, 5, 9)
const YEAR_MS = 365 * DAY_MS

const moments = fc.integer({ min: JANUARY, max: JANUARY + 3 * YEAR_MS })

test('a wall clock and its moment belong together in every zone, and an unknown zone is UTC', () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...ZONES), (at, zone) => {
      const { year, month, day, hour } = wallTime(at, zone)
      const hourBegan = momentOf({ year, month, day, hour }, zone)
      expect(wallTime(hourBegan, zone)).toMatchObject({ day, hour })
      // Where clocks go back an hour is there twice.
      expect(Math.abs(at - hourBegan)).toBeLessThan(2 * HOUR_MS)
    }),
    { seed: 6, numRuns: 200 },
  )
  expect(wallTime(JANUARY, 'Mars/Olympus')).toEqual({ year: 2026, month: 1, day: 5, hour: 9, weekday: 1 })
})

test('an hour that summer time skips comes an hour later, and the day before it is one of 24 hours', () => {
  const skipped = momentOf({ year: 2026, month: 3, day: 29, hour: 2 }, 'Europe/Berlin')
  expect(wallTime(skipped, 'Europe/Berlin')).toMatchObject({ day: 29, hour: 3 })
})

test('R20 the weekly review is on a Monday at nine where its reader lives, whatever the season', () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...ZONES), (now, zone) => {
      const next = nextWeeklyReviewAt(now, zone)
      expect(wallTime(next, zone)).toMatchObject({ weekday: 1, hour: 9 })
      expect(next - now).toBeGreaterThanOrEqual(3 * DAY_MS)
      expect(next - now).toBeLessThanOrEqual(10 * DAY_MS + HOUR_MS)
    }),
    { seed: 6, numRuns: 200 },
  )
})

test('R20 the monthly review is on the first at nine where its reader lives', () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...ZONES), (now, zone) => {
      const next = nextMonthlyReviewAt(now, zone)
      expect(wallTime(next, zone)).toMatchObject({ day: 1, hour: 9 })
      expect(next - now).toBeGreaterThanOrEqual(10 * DAY_MS)
      expect(next - now).toBeLessThanOrEqual(41 * DAY_MS + HOUR_MS)
    }),
    { seed: 6, numRuns: 200 },
  )
})

test('R20 on time there are 52 or 53 weekly and 12 monthly reviews in a year; an outage is made up for once, never replayed', () => {
  const reviewsWith = (next: typeof nextWeeklyReviewAt, zone: string, outage: readonly [number, number]) => {
    const made: number[] = []
    for (let due = next(JANUARY, zone); due < JANUARY + YEAR_MS; ) {
      const at = due >= outage[0] && due < outage[1] ? outage[1] : due
      made.push(at)
      due = next(at, zone)
    }
    return made
  }
  const never = [0, 0] as const
  for (const zone of ZONES) {
    expect([52, 53]).toContain(reviewsWith(nextWeeklyReviewAt, zone, never).length)
    expect(reviewsWith(nextMonthlyReviewAt, zone, never)).toHaveLength(12)
    const [from, until] = [JANUARY + 60 * DAY_MS, JANUARY + 95 * DAY_MS]
    const made = reviewsWith(nextWeeklyReviewAt, zone, [from, until])
    expect(made.filter((at) => at >= from && at <= until)).toEqual([until])
    const gaps = made.slice(1).map((at, index) => at - (made[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * DAY_MS)
  }
})
