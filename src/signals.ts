const DRAIN_TIMEOUT_MS = 10_000
const ABANDON_TIMEOUT_MS = 5_000

/**
 * Resolves at SIGTERM or SIGINT. From then on there are ten seconds to end; then, or at a second signal, the process
 * ends as soon as `abandon` has, at most five seconds later.
 */
export function untilSignalled(abandon: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    let signalled = false
    const exit = (code: number) => {
      const end = () => process.exit(code)
      setTimeout(end, ABANDON_TIMEOUT_MS)
      abandon().then(end, end)
    }
    const onSignal = (signal: NodeJS.Signals) => {
      if (signalled) return exit(signal === 'SIGINT' ? 130 : 143)
      signalled = true
      setTimeout(() => {
        process.stderr.write(`Not everything ended within ${DRAIN_TIMEOUT_MS / 1000} s.\n`)
        exit(1)
      }, DRAIN_TIMEOUT_MS).unref()
      resolve()
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}
