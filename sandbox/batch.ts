/** Runs what was put in once, `settleMs` after the first of it; the same `what` put in again replaces itself. */
export interface Batch {
  put(what: string, run: () => void): void
  cancel(): void
}

export function createBatch(settleMs: number): Batch {
  const due = new Map<string, () => void>()
  let timer: NodeJS.Timeout | undefined
  const runAll = () => {
    timer = undefined
    const runs = [...due.values()]
    due.clear()
    for (const run of runs) run()
  }
  return {
    put(what, run) {
      due.set(what, run)
      timer ??= setTimeout(runAll, settleMs)
    },
    cancel: () => clearTimeout(timer),
  }
}
