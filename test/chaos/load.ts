import type { Stage } from '../journeys/support'
import { everybodysDeeds } from './deeds'

/** A deed has up to five steps, each with its own patience; a process that dies may leave one without an end. */
const LONGEST_MS = 15_000
const BREATH_MS = 200

export interface Load {
  /** How often each deed came to its end, by name. */
  readonly done: ReadonlyMap<string, number>
  /** How many deeds broke off: an answer did not come, or said no. */
  broken(): number
  /** Lets everybody end what they are doing. */
  stop(): Promise<void>
}

/** Everybody does one thing after the other, as fast as they are answered, until it is stopped. */
export function startLoad(stage: Pick<Stage, 'sandbox' | 'at'>, seed: number): Load {
  const done = new Map<string, number>()
  const next = createDice(seed)
  let [broken, over] = [0, false]

  async function live(deeds: Record<string, () => Promise<void>>): Promise<void> {
    const known = Object.entries(deeds)
    while (!over) {
      const [name, deed] = known[next(known.length)] ?? []
      if (!name || !deed) return
      await within(LONGEST_MS, deed()).then(
        () => done.set(name, (done.get(name) ?? 0) + 1),
        () => {
          broken += 1
        },
      )
      // What breaks off at once, for want of something to press, must not keep the others from running.
      await pause(BREATH_MS)
    }
  }

  const lives = Object.values(everybodysDeeds(stage)).map(live)
  return {
    done,
    broken: () => broken,
    stop: async () => {
      over = true
      await Promise.all(lives)
    },
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Whole numbers below a bound, the same ones for the same seed: Park and Miller's multiplicative generator. */
export function createDice(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}
