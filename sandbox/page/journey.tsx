import { useState } from 'react'
import { guideWords, type JourneyStep, journeySteps } from './journey-steps'
import { useSandbox } from './state/use-sandbox'
import { useNextLine } from './use-next-line'
import { useProgress } from './use-progress'

/** What there is to try, in order; a step puts the person and the words in place and says what to do. */
export function Journey() {
  const { state, tell } = useSandbox()
  const progress = useProgress(state)
  const [current, setCurrent] = useState<JourneyStep>()
  const isReady = ({ hint }: JourneyStep) =>
    hint === 'clock' ? state.clock !== undefined : state.views[hint.platform] !== undefined
  const follow = (step: JourneyStep) => {
    const { hint } = step
    setCurrent(step)
    if (hint === 'clock') return document.getElementById('plus-7-days')?.focus()
    const { platform, place } = hint
    const people = state.platforms.find((each) => each.platform === platform)?.people
    const person = people?.find(({ name }) => name === hint.person)
    if (!person) return
    tell({ kind: 'persona', platform, userId: person.userId })
    tell({ kind: 'go', userId: person.userId, place })
    const line = hint.line?.(progress)
    if (line) tell({ kind: 'prompt', box: platform, text: line })
    document.getElementById(`${platform}-box`)?.focus()
  }
  const hint = current?.hint === 'clock' || current?.isDone?.(progress) ? undefined : current?.hint
  useNextLine(hint, hint?.line?.(progress))
  return (
    <nav aria-label="The journey">
      <p className="guide" role="status">
        {guideWords(current, progress)}
      </p>
      <ol className="journey">
        {journeySteps.map((step, index) => {
          const isDone = step.isDone?.(progress)
          return (
            <li key={step.label} className={isDone ? 'done' : undefined}>
              <button type="button" disabled={!isReady(step)} onClick={() => follow(step)}>
                <span className="number" aria-hidden="true">
                  {isDone ? '✓' : index + 1}
                </span>
                {isDone && <span className="visually-hidden">Done: </span>}
                {step.label}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
