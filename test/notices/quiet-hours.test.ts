import { endOfQuietHours } from '../../src/notices'

const NIGHT = { from: 20, until: 8 }
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
const endOf = (at: string, zone: string, hours = NIGHT) => iso(endOfQuietHours(Date.parse(at), zone, hours))

test.each([
  ['the evening, over midnight', '2026-01-05T20:00:00Z', 'UTC', NIGHT, '2026-01-06T08:00:00.000Z'],
  ['the early morning', '2026-01-05T03:17:42Z', 'UTC', NIGHT, '2026-01-05T08:00:00.000Z'],
  ['the last millisecond', '2026-01-05T07:59:59.999Z', 'UTC', NIGHT, '2026-01-05T08:00:00.000Z'],
  ['the morning', '2026-01-05T08:00:00Z', 'UTC', NIGHT, null],
  ['the last moment of the day', '2026-01-05T19:59:59.999Z', 'UTC', NIGHT, null],
  ['quiet hours at noon', '2026-01-05T12:30:00Z', 'UTC', { from: 12, until: 13 }, '2026-01-05T13:00:00.000Z'],
  ['until midnight', '2026-01-05T23:30:00Z', 'UTC', { from: 22, until: 0 }, '2026-01-06T00:00:00.000Z'],
  ['all but one hour', '2026-01-05T09:00:00Z', 'UTC', { from: 9, until: 8 }, '2026-01-06T08:00:00.000Z'],
  ['another zone', '2026-01-05T20:00:00Z', 'America/New_York', NIGHT, null],
  ['a zone by quarters', '2026-01-05T14:30:00Z', 'Asia/Kathmandu', NIGHT, '2026-01-06T02:15:00.000Z'],
])('R20 quiet hours: %s', (_what, at, zone, hours, end) => {
  expect(endOf(at, zone, hours)).toBe(end)
})

describe('R20 on days on which the clocks change', () => {
  test('a night is an hour shorter in spring and an hour longer in autumn', () => {
    expect(endOf('2026-03-28T19:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T06:00:00.000Z')
    expect(endOf('2026-10-24T18:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T07:00:00.000Z')
  })

  test('quiet hours that end at an hour which is left out end when the clock jumps over it', () => {
    const hours = { from: 22, until: 2 }
    expect(endOf('2026-03-28T22:00:00Z', 'Europe/Berlin', hours)).toBe('2026-03-29T01:00:00.000Z')
  })

  test('quiet hours that end at an hour which comes twice end only when it is that hour', () => {
    // At two o’clock the clocks of New York go back to one.
    const hours = { from: 22, until: 2 }
    expect(endOf('2026-11-01T05:30:00Z', 'America/New_York', hours)).toBe('2026-11-01T07:00:00.000Z')
  })

  test('where the only free hour is left out, they go on to the next day', () => {
    const hours = { from: 3, until: 2 }
    expect(endOf('2026-03-28T02:30:00Z', 'Europe/Berlin', hours)).toBe('2026-03-30T00:00:00.000Z')
  })

  test('also where they change by half an hour', () => {
    expect(endOf('2026-10-03T12:00:00Z', 'Australia/Lord_Howe')).toBe('2026-10-03T21:00:00.000Z')
  })
})

test('R20 in every zone there is, quiet hours end at an hour outside of them, and none a quarter of an hour before', () => {
  const at = Date.UTC(2026, 2, 28, 22)
  const quarterMs = 15 * 60_000
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const end = endOfQuietHours(at, zone, NIGHT)
    if (end === null) continue
    expect([zone, endOfQuietHours(end, zone, NIGHT)]).toEqual([zone, null])
    expect(endOfQuietHours(end - quarterMs, zone, NIGHT)).toBe(end)
  }
})
