import { useSyncExternalStore } from 'react'
import { useSandbox } from './use-sandbox'

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1_000)
  return () => clearInterval(timer)
}

/** Sandbox time in milliseconds since 1970, told again every second; undefined before the sandbox has told it. */
export function useNow(): number | undefined {
  const { clock } = useSandbox().state
  useSyncExternalStore(everySecond, () => Math.floor(performance.now() / 1_000))
  return clock && clock.now + performance.now() - clock.toldAt
}
