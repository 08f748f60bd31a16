import type { Database } from '../db'
import { inLanes } from './lanes'
import { claimDue, type OutboxRow } from './outbox'

const BATCH = 100
const FOR_ONE_PERSON = 5

/**
 * Claims what is due at `now` until `claim`, the oldest first, but little of each person. Behind somebody who has very many
 * due nobody else is seen, so once they have their share they are looked past.
 */
export async function claimBatch(
  db: Database,
  now: string,
  claim: string,
  kinds: readonly OutboxRow['kind'][],
): Promise<readonly OutboxRow[]> {
  const rows: OutboxRow[] = []
  for (;;) {
    const served = rows.flatMap(({ personId }) => personId ?? [])
    const found = await claimDue(db, [now, claim, BATCH - rows.length, FOR_ONE_PERSON, kinds, served])
    rows.push(...found)
    const isSomebodyFull = inLanes(found).some(({ length }) => length >= FOR_ONE_PERSON)
    if (rows.length >= BATCH || !isSomebodyFull) return rows
  }
}
