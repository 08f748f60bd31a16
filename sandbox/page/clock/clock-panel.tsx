import { useNow } from '../state/use-now'
import { useSandbox } from '../state/use-sandbox'
import { hoursToMondayAtNine } from './next-monday'

const steps = [
  { label: '+1 hour', hours: () => 1 },
  { label: '+1 day', hours: () => 24 },
  { label: '+7 days', hours: () => 24 * 7 },
  { label: '+30 days', hours: () => 24 * 30 },
  { label: 'Monday 9:00 UTC', hours: hoursToMondayAtNine },
]

const day = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const hour = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** Sandbox time, which only moves forward. */
export function ClockPanel() {
  const { ask } = useSandbox()
  const now = useNow()
  return (
    <section className="panel clock" aria-labelledby="clock-title">
      <h2 id="clock-title">Clock</h2>
      {now !== undefined && (
        <p className="time">
          <time dateTime={new Date(now).toISOString()}>
            <strong>{hour.format(now)}</strong> {day.format(now)}
          </time>
        </p>
      )}
      <fieldset className="buttons">
        <legend className="visually-hidden">Move the clock</legend>
        {steps.map(({ label, hours }) => (
          <button
            key={label}
            id={label.replace('+', 'plus-').replace(' ', '-')}
            type="button"
            disabled={now === undefined}
            onClick={() => now !== undefined && ask({ do: 'advance', hours: hours(now) })}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <p className="note">Reminders and reviews wait from 20:00 to 8:00 where their reader is.</p>
    </section>
  )
}
