import { periodEnd, periodStart } from '../../src/billing'
import { isoTime } from '../../src/clock'

const began = (createdAt: string, now: string) =>
  isoTime(periodStart(Date.parse(createdAt), Date.parse(now))).slice(0, 16)

describe('the period of a budget begins (F109)', () => {
  test.each([
    ['on the day it was created', '2026-01-15T13:45Z', '2026-01-15T13:45Z', '2026-01-15T00:00'],
    ['not before the day has come', '2026-01-15T13:45Z', '2026-02-14T23:59:59.999Z', '2026-01-15T00:00'],
    ['when the day begins', '2026-01-15T13:45Z', '2026-02-15T00:00Z', '2026-02-15T00:00'],
    ['last year, in January', '2025-06-20T00:00Z', '2026-01-05T00:00Z', '2025-12-20T00:00'],
    ['on the last day of February', '2026-01-31T10:00Z', '2026-02-28T00:00Z', '2026-02-28T00:00'],
    ['on the last day of a leap February', '2028-01-31T10:00Z', '2028-02-29T08:00Z', '2028-02-29T00:00'],
    ['not yet on the 28th of a leap February', '2028-01-31T10:00Z', '2028-02-28T23:00Z', '2028-01-31T00:00'],
    ['in February until the 30th of March', '2026-01-31T10:00Z', '2026-03-30T23:59Z', '2026-02-28T00:00'],
    ['on the 31st again where there is one', '2026-01-31T10:00Z', '2026-03-31T00:00Z', '2026-03-31T00:00'],
    ['on the 30th of April', '2026-01-31T10:00Z', '2026-05-01T00:00Z', '2026-04-30T00:00'],
    ['on the 29th, created on a leap day', '2028-02-29T10:00Z', '2029-01-30T00:00Z', '2029-01-29T00:00'],
    ['on the 28th, a year after a leap day', '2028-02-29T10:00Z', '2029-02-28T00:00Z', '2029-02-28T00:00'],
  ])('%s', (_when, createdAt, now, expected) => {
    expect(began(createdAt, now)).toBe(expected)
  })
})

describe('the period of a budget ends (F109)', () => {
  test.each([
    ['a month later', '2026-01-15T13:45Z', '2026-01-15T13:45Z', '2026-02-15T00:00'],
    ['next year', '2025-06-20T00:00Z', '2025-12-31T00:00Z', '2026-01-20T00:00'],
    ['on the last day of February', '2026-01-31T10:00Z', '2026-02-27T23:59Z', '2026-02-28T00:00'],
    ['on the 31st, begun on the 28th', '2026-01-31T10:00Z', '2026-02-28T00:00Z', '2026-03-31T00:00'],
    ['at the moment the next one begins', '2026-01-15T13:45Z', '2026-02-15T00:00Z', '2026-03-15T00:00'],
  ])('%s', (_when, createdAt, now, expected) => {
    const end = periodEnd(Date.parse(createdAt), Date.parse(now))
    expect(isoTime(end).slice(0, 16)).toBe(expected)
    expect(periodStart(Date.parse(createdAt), end)).toBe(end)
  })
})
