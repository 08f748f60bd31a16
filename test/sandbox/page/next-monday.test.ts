import { hoursToMondayAtNine } from '../../../sandbox/page/clock/next-monday'

test.each([
  ['2026-03-08T09:00:00Z', 24],
  ['2026-03-09T08:59:30Z', 30 / 3_600],
  ['2026-03-09T09:00:00Z', 7 * 24],
  ['2026-03-09T21:00:00Z', 7 * 24 - 12],
])('from %s the next Monday at nine is %d hours away', (now, hours) => {
  expect(hoursToMondayAtNine(Date.parse(now))).toBeCloseTo(hours, 6)
})
