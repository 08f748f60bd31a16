import type { Child } from '../support/child'
import { until } from '../support/until'

/** What a process holds at one moment, after everything that nobody needs has been collected. */
export interface Holdings {
  heapMib: number
  rssMib: number
  /** Sockets, servers, pipes… */
  handles: number
  timers: number
}

const SAID = /HOLDS (\{.*\})/g

/** Asks a process that runs `gauged.ts`. */
export async function holdingsOf(child: Child): Promise<Holdings> {
  const said = () => [...child.output().matchAll(SAID)]
  const before = said().length
  child.signal('SIGUSR2')
  const [, json = ''] = await until(() => said()[before], { timeoutMs: 30_000 })
  const { heapUsed, external, rss, held }: Said = JSON.parse(json)
  const { Timeout = 0, Immediate: _, ...handles } = held
  return {
    heapMib: (heapUsed + external) / MIB,
    rssMib: rss / MIB,
    handles: Object.values(handles).reduce((sum, count) => sum + count, 0),
    timers: Timeout,
  }
}

const MIB = 1_048_576

interface Said {
  heapUsed: number
  external: number
  rss: number
  held: Record<string, number>
}

/** By how much a series grows from one look to the next: the slope of the line that fits it best (least squares). */
export function slopeOf(series: readonly number[]): number {
  const middle = (series.length - 1) / 2
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length
  const spread = series.reduce((sum, _, at) => sum + (at - middle) ** 2, 0)
  return series.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) / spread
}

/** What of these grows, as lines for people. Anything that leaks once in a round grows by that in each. */
export function findGrowth(looks: readonly Holdings[], mostMibPerRound: number): string[] {
  const slope = (key: keyof Holdings) => slopeOf(looks.map((look) => look[key]))
  const limits = { heapMib: mostMibPerRound, handles: 0.5, timers: 0.5 }
  return Object.entries(limits).flatMap(([key, limit]) => {
    const grows = slope(key as keyof Holdings)
    return grows > limit
      ? [
          `${key} grows by ${grows.toFixed(2)} a round: ${looks.map((look) => look[key as keyof Holdings].toFixed(1))}`,
        ]
      : []
  })
}
