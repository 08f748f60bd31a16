import { DAY_MS, isoTime } from '../clock'
import { type Database, statement } from '../db'

/** What an owner paid for in the last 30 days. */
export interface PaidLately {
  /** ISO 4217. */
  currency: string
  /** Of those priced in the currency. */
  answers: number
  /** Millionths of the currency's unit. */
  costMicros: bigint
}

const MONTH_MS = 30 * DAY_MS

/** $1 team, $2 chatbot, one of them null; $3 currency, $4 since when. What teams pay for a chatbot its owner does not. */
const readPaid = statement<{ answers: number; costMicros: string }>(
  'billing.paidLately',
  `SELECT count(*) AS answers, coalesce(sum(cost_micros), 0)::text AS "costMicros" FROM usage_entry
   WHERE (team_id = $1 OR chatbot_id = $2 AND team_id IS NULL) AND currency = $3 AND at > $4`,
)

/** What the owner of a team pays for its members, or the owner of a chatbot for everybody else, whoever that was. */
export async function paidLately(
  db: Database,
  { what, subjectId, currency }: { what: 'team' | 'chatbot'; subjectId: string; currency: string },
  now: number,
): Promise<PaidLately> {
  const about = what === 'team' ? [subjectId, null] : [null, subjectId]
  const [paid] = await readPaid(db, [...about, currency, isoTime(now - MONTH_MS)])
  if (!paid) throw new Error('billing.paidLately returns one row')
  return { currency, answers: paid.answers, costMicros: BigInt(paid.costMicros) }
}
