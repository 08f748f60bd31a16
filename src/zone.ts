import { DAY_MS } from './clock'

/** What a clock on the wall shows. `month` from 1; `weekday` from Sunday, which is 0. */
export interface WallTime {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
}

/** What clocks in a time zone (IANA name) show at a moment, milliseconds since 1970. An unknown zone is UTC. */
export function wallTime(at: number, timeZone: string): WallTime {
  const { year = 0, month = 0, day = 0, hour = 0 } = partsOf(at, timeZone)
  return { year, month, day, hour, weekday: weekdayOf(Date.UTC(year, month - 1, day)) }
}

/** The first day of 1970 was a Thursday. */
const weekdayOf = (midnight: number) => (((midnight / DAY_MS + 4) % 7) + 7) % 7

/**
 * The moment at which clocks in the zone show that full hour; one that the change to summer time skips comes an hour
 * later. Days and months beyond the end are those of the next month or year.
 */
export function momentOf({ year, month, day, hour }: Omit<WallTime, 'weekday'>, timeZone: string): number {
  const wanted = Date.UTC(year, month - 1, day, hour)
  const nearly = wanted - offsetAt(wanted, timeZone)
  return wanted - offsetAt(nearly, timeZone)
}

/** By how much clocks there are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = partsOf(at, timeZone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000
}

function partsOf(at: number, timeZone: string): Partial<Record<Intl.DateTimeFormatPartTypes, number>> {
  const parts = formatOf(timeZone).formatToParts(at)
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
}

/** Making one is slow. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? makeFormat(timeZone)
  formats.set(timeZone, known)
  return known
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric'
  const all = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric } as const
  const format = { ...all, second: numeric, hourCycle: 'h23', calendar: 'gregory' } as const
  try {
    return new Intl.DateTimeFormat('en', { ...format, timeZone })
  } catch {
    return new Intl.DateTimeFormat('en', { ...format, timeZone: 'UTC' })
  }
}
