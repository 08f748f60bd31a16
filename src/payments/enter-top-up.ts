import { type BudgetOptions, ENTERED, entering, entryFor, type TopUp } from '../billing'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, type OwedRow, settle } from '../db'
import type { Payment } from './payment'
import { readWishes } from './repository'
import { NOTICES } from './told'

/** $2 is the wish that is granted by it, when there is one. */
const saveTopUp = defineChange(
  'payment.enter',
  `${entering('$1')}, granted AS (
  UPDATE payment SET status = 'paid', ended_at = $3, version = version + 1 WHERE id = $2 AND status = 'open' RETURNING 1
), changed AS (SELECT 1 WHERE ${ENTERED} AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM granted)))`,
)

/**
 * Enters a top-up by hand. When somebody has asked for just this, the oldest such wish is done, and they are told. Resolves
 * to what is left of these top-ups now; null: less is left than should be taken back, and nothing was changed.
 */
export function enterTopUp(options: BudgetOptions, topUp: TopUp): Promise<bigint | null> {
  const { db } = options
  const { at } = topUp
  return settle(db, { key: `top-up:${newId(at)}`, at }, async (wish) => {
    const [{ rows, audit, leftMicros }, asked] = await Promise.all([
      entryFor(options, topUp),
      findWish(db, topUp),
    ])
    if (leftMicros < 0n && topUp.amountMicros < 0n) return null
    const parameters = [JSON.stringify(rows), asked?.id ?? null, isoTime(at)]
    const owed = asked ? [arrived(asked)] : []
    await saveTopUp(db, parameters, wish, { reliesOn: [], audit, owed, outcome: null })
    return leftMicros
  })
}

const findWish = async (db: Database, { workspaceId, teamId = null, amountMicros, currency }: TopUp) =>
  (await readWishes(db)).find(
    ({ of, ...wish }) =>
      of.kind === 'topUp' &&
      of.amountMicros === amountMicros &&
      of.currency === currency &&
      wish.workspaceId === workspaceId &&
      wish.teamId === teamId,
  )

const arrived = ({ id: subjectId, accountId, askedBy: personId }: Payment): OwedRow => ({
  ...{ kind: 'notice', name: NOTICES.paid, accountId, personId, subjectId },
})
