/** What somebody typed as their time zone: an IANA name, or the names that it may mean. */
export type ZoneRead = { zone: string } | { maybe: readonly string[] }

/**
 * A name in any case, or the city in it: `europe/berlin` and `Berlin` are both Europe/Berlin. A mere offset is none, since
 * it knows no summer time.
 */
export function readZone(typed: string): ZoneRead {
  const asked = fold(typed)
  const exact = /^[a-z]/.test(asked) ? canonical(asked) : null
  if (exact !== null) return { zone: exact }
  const zones = Intl.supportedValuesOf('timeZone')
  const [only, ...others] = zones.filter((zone) => cityOf(zone) === asked)
  if (only !== undefined && others.length === 0) return { zone: only }
  return { maybe: asked === '' ? [] : zones.filter((zone) => isLike(zone, asked)).slice(0, MOST) }
}

const MOST = 3

const fold = (typed: string) => typed.trim().toLowerCase().replace(/\s+/g, '_')

function canonical(asked: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: asked }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

const cityOf = (zone: string) => fold(zone).split('/').at(-1) ?? ''

/** One contains the other, or one letter more or less or another makes the same. */
function isLike(zone: string, asked: string): boolean {
  const city = cityOf(zone)
  const typed = asked.split('/').at(-1) ?? asked
  return city.includes(typed) || isOneLetterOff(city, typed)
}

function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}
