import { useNow } from '../state/use-now'
import { useSandbox } from '../state/use-sandbox'

const steps = [
  { label: '+1 hour', hours: 1 },
  { label: '+1 day', hours: 24 },
  { label: '+7 days', hours: 24 * 7 },
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
            onClick={() => ask({ do: 'advance', hours })}
          >
            {label}
          </button>
        ))}
      </fieldset>
    </section>
  )
}
