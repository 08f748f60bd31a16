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
export function readTimeZone(told: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: told ?? DEFAULT_TIME_ZONE }).resolvedOptions().timeZone
  } catch {
    return DEFAULT_TIME_ZONE
  }
}
