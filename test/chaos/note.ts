import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { runFolder } from '../support/server'

/** One row of the table that `npm run chaos` prints at its end: what was done, and what was found. */
export function note(figure: string, done: string, found: string): void {
  appendFileSync(join(runFolder(), 'chaos.jsonl'), `${JSON.stringify([figure, done, found])}\n`)
}

export const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
