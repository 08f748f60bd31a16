import type { Database } from '../db'
import { byKind, DAY, type Of, SUMS, usesOf } from './ledger'
import type { Day, Total } from './usage'

/** Sums are text: they may be larger than a number holds. */
interface SumRow {
  answers: number
  cost: string
  topUp: string
}

const sumUses = byKind<SumRow>(
  'usage.total',
  (kind) =>
    `SELECT count(*) AS answers, coalesce(sum(u.cost_micros), 0)::text AS cost, coalesce(sum(u.top_up_micros), 0)::text AS "topUp"
${usesOf(kind)}`,
)

export async function totalOf(db: Database, of: Of): Promise<Total> {
  const [row] = await sumUses(db, of)
  return { answers: row?.answers ?? 0, costMicros: BigInt(row?.cost ?? 0) }
}

const sumDays = byKind<SumRow & { day: string }>(
  'usage.days',
  (kind) =>
    `SELECT ${DAY} AS day, ${SUMS}, sum(u.top_up_micros)::text AS "topUp" ${usesOf(kind)} GROUP BY 1 ORDER BY 1`,
)

/** The days on which something was used, in order. */
export async function daysOf(db: Database, of: Of): Promise<readonly Day[]> {
  return (await sumDays(db, of)).map(({ day, answers, cost, topUp }) => ({
    ...{ day, answers },
    costMicros: BigInt(cost),
    topUpMicros: BigInt(topUp),
  }))
}
