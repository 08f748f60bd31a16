import { monitorEventLoopDelay } from 'node:perf_hooks'

/** The process is saturated when a turn of its event loop takes this long: requests then wait unread in their sockets. */
const saturatedMs = 100
const lookEveryMs = 100

export interface LoadGauge {
  readonly saturated: boolean
  stop(): void
}

/** Tells overload before it shows in what is counted: work that has not been read yet is nowhere in our books. */
export function createLoadGauge(): LoadGauge {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  let saturated = false
  delay.enable()
  const timer = setInterval(() => {
    saturated = delay.max / 1e6 > saturatedMs
    delay.reset()
  }, lookEveryMs).unref()
  return {
    get saturated() {
      return saturated
    },
    stop() {
      clearInterval(timer)
      delay.disable()
    },
  }
}
