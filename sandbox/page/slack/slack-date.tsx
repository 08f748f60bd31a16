import { useNow } from '../state/use-now'

interface Props {
  /** Seconds since 1970. */
  timestamp: string
  format: string
}

/**
 * A moment in the reader's zone. Drawn here because "today" has to follow the sandbox clock.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function SlackDate({ timestamp, format }: Props) {
  const at = Number(timestamp) * 1_000
  const now = useNow() ?? at
  const dated = format.replaceAll('{ago}', ago(at, now))
  return <>{dated.replace(/\{(\w+?)(_pretty)?\}/g, (_, token, pretty) => write(token, at, pretty && now))}</>
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "3 minutes ago", "4 hours ago", "2 days ago". */
function ago(at: number, now: number): string {
  const past = now - at
  const [unit, length] = units.find(([, size]) => past >= size) ?? ['minute', 60_000]
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(-Math.floor(past / length), unit)
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
}

function write(token: string, at: number, now: number | undefined): string {
  const near = now === undefined ? undefined : nearDay(at, now)
  return near ?? new Intl.DateTimeFormat(undefined, styles[token] ?? styles.date).format(at)
}

/** "yesterday", "today" or "tomorrow", where it is one of them. */
function nearDay(at: number, now: number): string | undefined {
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000)
  if (Math.abs(days) > 1) return undefined
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(days, 'day')
}

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
