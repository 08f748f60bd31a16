import { type JourneyStep, journeySteps } from './journey-steps'
import { useSandbox } from './state/use-sandbox'
import { useProgress } from './use-progress'

/** What there is to try, in order; a step puts the person and the words in place. */
export function Journey() {
  const { state, tell } = useSandbox()
  const progress = useProgress(state)
  const isReady = ({ hint }: JourneyStep) =>
    hint === 'clock' ? state.clock !== undefined : hint && state.views[hint.platform] !== undefined
  const follow = ({ hint }: JourneyStep) => {
    if (hint === 'clock') return document.getElementById('plus-7-days')?.focus()
    if (!hint) return
    const { platform } = hint
    const people = state.platforms.find((each) => each.platform === platform)?.people
    const person = people?.find(({ name }) => name === hint.person)
    if (!person) return
    tell({ kind: 'persona', platform, userId: person.userId })
    const line = hint.line(progress)
    if (line) tell({ kind: 'prompt', platform, text: line })
    document.getElementById(`${platform}-box`)?.focus()
  }
  return (
    <nav aria-label="The journey">
      <ol className="journey">
        {journeySteps.map((step, index) => {
          const isDone = step.isDone?.(progress)
          return (
            <li key={step.label} className={isDone ? 'done' : step.hint ? undefined : 'later'}>
              <button type="button" disabled={!isReady(step)} onClick={() => follow(step)}>
                <span className="number" aria-hidden="true">
                  {isDone ? '✓' : index + 1}
                </span>
                {isDone && <span className="visually-hidden">Done: </span>}
                {step.label}
                {!step.hint && <em>later</em>}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
