const DRAIN_TIMEOUT_MS = 10_000

/**
 * Resolves at SIGTERM or SIGINT. From then on there are ten seconds to end, and a second signal ends at once.
 */
export function untilSignalled(): Promise<void> {
  return new Promise((resolve) => {
    let signalled = false
    const onSignal = (signal: NodeJS.Signals) => {
      if (signalled) process.exit(signal === 'SIGINT' ? 130 : 143)
      signalled = true
      setTimeout(() => {
        process.stderr.write(`Not everything ended within ${DRAIN_TIMEOUT_MS / 1000} s.\n`)
        process.exit(1)
      }, DRAIN_TIMEOUT_MS).unref()
      resolve()
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}
