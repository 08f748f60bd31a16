import type { Databases } from './database'
import type { Peer } from './peer'
import type { SlackPlace } from './product'
import type { Row } from './rows'

/** What a figure is given; it stops what it has started. */
export interface Bench {
  databases: Databases
  slack: SlackPlace
  /** Length of one measurement. */
  seconds: number
  /** How often each side is measured, in turns. */
  rounds: number
}

export type Figure = (bench: Bench) => Promise<Row[]>

/** Measures every side in turns, A B A B …, after one unmeasured turn: what disturbs the machine disturbs all alike. */
export async function inTurns<Side extends string, T>(
  rounds: number,
  sides: Readonly<Record<Side, () => Promise<T>>>,
): Promise<Record<Side, T[]>> {
  const names = Object.keys(sides) as Side[]
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Side, T[]>
  for (const name of names) await sides[name]()
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) results[name].push(await sides[name]())
  return results
}

/** Runs `work`, and stops everything it has added to the list whatever happens. */
export async function stopping<T>(work: (started: Pick<Peer, 'stop'>[]) => Promise<T>): Promise<T> {
  const started: Pick<Peer, 'stop'>[] = []
  try {
    return await work(started)
  } finally {
    for (const one of started.reverse()) await one.stop()
  }
}
