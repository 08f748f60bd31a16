import { useEffect, useRef } from 'react'
import type { Hint } from './journey-steps'
import { useSandbox } from './state/use-sandbox'

/** Writes what comes next in a step into its message box, once the step has come that far and the box is empty. */
export function useNextLine(hint: Hint | undefined, line: string | undefined): void {
  const { state, tell } = useSandbox()
  const last = useRef<{ hint?: Hint | undefined; line?: string | undefined }>({})
  useEffect(() => {
    const { hint: lastHint, line: lastLine } = last.current
    last.current = { hint, line }
    // The first line of a step was written when the step was chosen.
    if (!hint || hint !== lastHint || line === undefined || line === lastLine) return
    if (!state.drafts[hint.platform]) tell({ kind: 'prompt', box: hint.platform, text: line })
  }, [hint, line, state.drafts, tell])
}
