import type { Platform, Reader } from '../../chat'
import type { Preference } from './preference'

/** The zone that holds for a reader, what their clock shows, and who says so. */
export function zoneWords(
  { timeZone: chosen }: Pick<Preference, 'timeZone'>,
  platform: Platform,
  { timeZone, locale, now }: Reader,
): string {
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' })
  const isUtc = UTC.includes(chosen ?? timeZone)
  const name = isUtc ? 'UTC' : `${chosen ?? timeZone} (${offsetOf(timeZone, now)})`
  const words = `${name}, now ${clock.format(now)}`
  if (chosen !== null) return words
  if (platform === 'discord' && isUtc)
    return `${words}, since Discord does not tell yours; set it with the button below`
  return `${words}, as Slack says`
}

/** `Intl` knows it by both. */
const UTC = ['UTC', 'Etc/UTC']

/** As of that moment, e.g. `UTC+2`. */
function offsetOf(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at)
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offset.replace('GMT', 'UTC')
}
