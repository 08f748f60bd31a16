import { useNow } from '../state/use-now'

const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const near = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)

interface Props {
  /** When the message was sent, in milliseconds since 1970, and the one before it. */
  at: number
  before: number | undefined
}

/** The date above the first message of a day. */
export function DayDivider({ at, before }: Props) {
  const now = useNow() ?? at
  if (before !== undefined && midnight(before) === midnight(at)) return null
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000)
  return (
    <p className="day">
      <time dateTime={new Date(at).toISOString()}>
        {Math.abs(days) < 2 ? near.format(days, 'day') : day.format(at)}
      </time>
    </p>
  )
}
