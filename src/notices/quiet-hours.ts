import { HOUR_MS, MINUTE_MS } from '../clock'

/** Whole hours of the day, 0 to 23, by somebody's own clock; 20 to 8 goes over midnight. Never the same. */
export interface QuietHours {
  from: number
  until: number
}

/** Zones differ, and change, by multiples of a quarter of an hour. */
const STEP_MS = 15 * MINUTE_MS
/** Quiet hours are 23 hours at most; twice that and more where the clocks jump over the only hour in between. */
const LONGEST_MS = 50 * HOUR_MS

/**
 * The end of the quiet hours in which `at` falls, in milliseconds since 1970: the first moment at which the clock of
 * `timeZone` (an IANA name) shows an hour outside of them, also on days on which the clocks change. Null: `at` is not in them.
 */
export function endOfQuietHours(at: number, timeZone: string, hours: QuietHours): number | null {
  const hourAt = hoursIn(timeZone)
  if (!isQuiet(hourAt(at), hours)) return null
  const first = Math.floor(at / STEP_MS) * STEP_MS + STEP_MS
  for (let moment = first; moment <= at + LONGEST_MS; moment += STEP_MS)
    if (!isQuiet(hourAt(moment), hours)) return moment
  return null
}

const isQuiet = (hour: number, { from, until }: QuietHours): boolean =>
  from < until ? from <= hour && hour < until : from <= hour || hour < until

/** To make a format takes as long as using it a hundred times. There are some six hundred zones. */
const formats = new Map<string, Intl.DateTimeFormat>()
const FORMATS_KEPT = 1_000

function hoursIn(timeZone: string): (at: number) => number {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' })
  if (formats.size < FORMATS_KEPT) formats.set(timeZone, format)
  return (at) => Number(format.format(at))
}
