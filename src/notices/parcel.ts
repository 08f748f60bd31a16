import type { OutboxRow } from './outbox'
import type { Outcome } from './outcome'

/** Rows that leave together, and how. */
export interface Parcel {
  rows: readonly OutboxRow[]
  /**
   * Resolves to how each of them ended.
   * @throws TryLater, or what went wrong with all of them
   */
  send(): Promise<readonly Ended[]>
}

/** `error`: what went wrong with these alone. */
export type Ended = { rows: readonly OutboxRow[] } & ({ outcome: Outcome } | { error: unknown })

export const parcelOf = (rows: readonly OutboxRow[], send: () => Promise<Outcome>): Parcel => ({
  rows,
  send: async () => [{ rows, outcome: await send() }],
})
