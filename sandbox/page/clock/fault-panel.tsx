import { useState } from 'react'
import type { Fault } from '../../protocol'
import { useSandbox } from '../state/use-sandbox'

const faults: { fault: Fault; label: string }[] = [
  { fault: 'slackDown', label: 'Slack is down' },
  { fault: 'discordDown', label: 'Discord is down' },
  { fault: 'mailDown', label: 'Mail is down' },
  { fault: 'slow', label: 'Slow answers' },
  { fault: 'duplicate', label: 'Everything twice' },
  { fault: 'dropSockets', label: 'Cut the sockets' },
]

/** Makes the platforms misbehave, to watch the bot cope. */
export function FaultPanel() {
  const { ask } = useSandbox()
  const [active, setActive] = useState<Fault[]>([])
  const cause = async (fault: Fault) => {
    await ask({ do: 'fault', fault })
    if (fault === 'clear') setActive([])
    else if (fault !== 'dropSockets') setActive((before) => [...new Set([...before, fault])])
  }
  return (
    <section className="panel faults" aria-labelledby="fault-title">
      <h2 id="fault-title">Faults</h2>
      <fieldset className="buttons">
        <legend className="visually-hidden">Make something go wrong</legend>
        {faults.map(({ fault, label }) => (
          <button
            key={fault}
            type="button"
            aria-pressed={active.includes(fault)}
            onClick={() => cause(fault)}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          className="primary"
          disabled={active.length === 0}
          onClick={() => cause('clear')}
        >
          Mend all
        </button>
      </fieldset>
    </section>
  )
}
