/** Built-in formats of dates and times; 9 and 10 are percentages. ECMA-376 part 1, 18.8.30. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])
const DAY_MS = 86_400_000
/** Days from the beginnings of the two calendars to 1970. */
const DAYS_BEFORE_1970 = { 1900: 25_569, 1904: 24_107 }

export type NumberFormat = 'date' | 'percent' | 'plain'

/** `code` is the format as Excel writes it, for those that are not built in. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return BUILT_IN_DATES.has(id) ? 'date' : id === 9 || id === 10 ? 'percent' : 'plain'
  // Without quoted words, colours and conditions, only letters of dates and times mean something.
  const bare = code.replace(/"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (bare.includes('%')) return 'percent'
  return /[dmyhs]/i.test(bare) && !/^general/i.test(bare) ? 'date' : 'plain'
}

/** A number as the sheet shows it, as far as it changes the meaning: dates as 2026-01-31 or 2026-01-31 14:30. */
export function showNumber(raw: string, format: NumberFormat, epoch: 1900 | 1904): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (format === 'percent') return `${round(value * 100)}%`
  if (format === 'date') return showDate(value, epoch) ?? round(value)
  return round(value)
}

/** Excel keeps 15 digits; what is beyond comes from binary fractions. */
const round = (value: number) => String(Number(value.toPrecision(15)))

function showDate(days: number, epoch: 1900 | 1904): string | null {
  const atMs = Math.round((days - DAYS_BEFORE_1970[epoch]) * DAY_MS)
  if (days < 0 || days > 2_958_466) return null
  const [date = '', time = ''] = new Date(atMs).toISOString().split('T')
  const clock = time.slice(0, 5)
  if (days < 1) return clock
  return clock === '00:00' ? date : `${date} ${clock}`
}
