import { type JourneyStep, journeySteps } from './journey-steps'
import { useSandbox } from './state/use-sandbox'

/** What there is to try, in order; a step puts the person and the words in place. */
export function Journey() {
  const { state, play, draft } = useSandbox()
  const follow = ({ hint }: JourneyStep) => {
    if (hint === 'clock') return document.getElementById('plus-7-days')?.focus()
    if (!hint) return
    const people = state.platforms.find(({ platform }) => platform === hint.platform)?.people
    const person = people?.find(({ name }) => name === hint.person)
    if (!person) return
    play(hint.platform, person.userId)
    draft(hint.platform, hint.line(state.mails))
    document.getElementById(`${hint.platform}-box`)?.focus()
  }
  return (
    <nav aria-label="The journey">
      <ol className="journey">
        {journeySteps.map((step, index) => (
          <li key={step.label}>
            <button type="button" disabled={!step.hint} onClick={() => follow(step)}>
              <span className="number" aria-hidden="true">
                {index + 1}
              </span>
              {step.label}
              {!step.hint && <em>coming</em>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
