import { placeOfAbbreviation } from './zone-abbreviations'
import { allZones, zoneCalled, zonesOfCountry } from './zone-names'

/** Why no time zone was understood. */
export type NoZone = 'unknown' | 'abbreviation' | 'offset'

/** What somebody typed as their time zone: an IANA name, or the names that it may mean. */
export type ZoneRead = { zone: string } | { why: NoZone; maybe: readonly string[] }

/**
 * A name in any case, the city in it, or a country with one zone: `europe/berlin` and `Berlin` are both Europe/Berlin. A mere
 * offset is none, since it knows no summer time; nor is an abbreviation, which stands for an offset or for several places.
 */
export function readZone(typed: string): ZoneRead {
  const asked = fold(typed)
  if (asked === 'utc') return { zone: 'UTC' }
  const place = placeOfAbbreviation(asked)
  if (place !== undefined) return { why: 'abbreviation', maybe: [place] }
  if (OFFSET.test(asked)) return { why: 'offset', maybe: [] }
  const exact = NAME.test(asked) ? zoneCalled(asked) : null
  if (exact !== null) return { zone: exact }
  const zones = allZones()
  const named = zones.filter((zone) => cityOf(zone) === asked)
  const meant = named.length > 0 ? named : zonesOfCountry(asked.replaceAll('_', ' '))
  const [only, ...others] = meant
  if (only !== undefined && others.length === 0) return { zone: only }
  return { why: 'unknown', maybe: meant.length > 0 ? few(meant) : zones.filter(isLike(asked)).slice(0, MOST) }
}

/** `+02:00`, `UTC+2`, `Etc/GMT-2`. */
const OFFSET = /^(etc\/)?(utc|gmt)?_?[+\-−]?_?\d{1,2}(:?\d{2})?$/
/** `Intl` takes abbreviations for places of which nobody thinks: `EST` for Panama. */
const NAME = /^[a-z]\S{3}/
const MOST = 3
/** Three letters stand in the middle of many a name. */
const TELLING = 4

const fold = (typed: string) => typed.trim().toLowerCase().replace(/\s+/g, '_')

const cityOf = (zone: string) => fold(zone).split('/').at(-1) ?? ''

/** The first of many would be no help. */
const few = (zones: readonly string[]) => (zones.length > MOST ? [] : zones)

/** One contains the other, or one letter more or less or another makes the same. */
function isLike(asked: string): (zone: string) => boolean {
  const typed = asked.split('/').at(-1) ?? asked
  if (typed.length < TELLING) return () => false
  return (zone) => cityOf(zone).includes(typed) || isOneLetterOff(cityOf(zone), typed)
}

function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}
