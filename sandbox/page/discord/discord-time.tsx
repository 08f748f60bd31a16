import '@skyra/discord-components-core/discord-time.js'
import { useDark } from '../state/use-dark'
import { useNow } from '../state/use-now'

/** https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
}

/** A moment, in milliseconds since 1970, in the reader's own zone. */
export function DiscordTime({ at, style }: { at: number; style: string }) {
  const now = useNow() ?? at
  const shown =
    style === 'R'
      ? relative(at - now)
      : new Intl.DateTimeFormat(undefined, styles[style] ?? styles.f).format(at)
  return <discord-time lightTheme={!useDark()}>{shown}</discord-time>
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

function relative(differenceMs: number): string {
  const [unit, size] = units.find(([, length]) => Math.abs(differenceMs) >= length) ?? ['second', 1_000]
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(
    Math.round(differenceMs / size),
    unit,
  )
}
