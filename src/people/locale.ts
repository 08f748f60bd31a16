const DEFAULT_LOCALE = 'en'
const DEFAULT_TIME_ZONE = 'Etc/UTC'

/** A BCP 47 tag that `Intl` accepts; English for anything else. */
export function readLocale(told: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(told)[0] ?? DEFAULT_LOCALE
  } catch {
    return DEFAULT_LOCALE
  }
}

/** An IANA zone that `Intl` accepts; UTC for anything else. */
export function readTimeZone(told: string = DEFAULT_TIME_ZONE): string {
  const known = zones.get(told)
  if (known !== undefined) return known
  const zone = askZone(told)
  if (zones.size < ZONES_KEPT) zones.set(told, zone)
  return zone
}

/** To ask takes as long as a question to the database, and every interaction asks. There are some six hundred zones. */
const zones = new Map<string, string>()
const ZONES_KEPT = 1_000

function askZone(told: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: told }).resolvedOptions().timeZone
  } catch {
    return DEFAULT_TIME_ZONE
  }
}
