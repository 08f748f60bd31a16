import { isoTime } from '../clock'
import type { Database } from '../db'
import { byKind, nameSeen, type Of, usesOf } from './ledger'
import type { Entry } from './usage'

type Row = Omit<Entry, 'costMicros' | 'topUpMicros'> & { id: string; cost: string; topUp: string }

/** $5 who reads; $6 and $7 moment and id of the entry after which to go on; $8 how many. */
const readEntries = byKind<Row>(
  'usage.entries',
  (kind) => `SELECT u.id, u.at, CASE WHEN ${nameSeen(kind)} THEN c.name END AS chatbot,
  ${kind === 'team' ? 'NULL' : 'o.name'} AS "ownerName", a.name AS "askedBy", coalesce(p.name, w.name) AS "paidBy", t.name AS team, u.model,
  u.input_tokens AS "inputTokens", u.output_tokens AS "outputTokens", u.cost_micros::text AS cost, u.top_up_micros::text AS "topUp"
FROM (SELECT u.* ${usesOf(kind)} AND (u.at, u.id) > ($6, $7) ORDER BY u.at, u.id LIMIT $8) u
  JOIN person a ON a.id = u.asked_by LEFT JOIN person p ON p.id = u.payer_person LEFT JOIN workspace w ON w.id = u.payer_workspace
  LEFT JOIN team t ON t.id = u.team_id LEFT JOIN chatbot c ON c.id = u.chatbot_id LEFT JOIN person o ON o.id = c.owner_id
ORDER BY u.at, u.id`,
)

/** Entries read at once. */
const BATCH = 500

/** All entries, oldest first, some hundreds at a time, so that others get their turn between them. */
export async function* entriesOf(db: Database, of: Of, readBy: string): AsyncGenerator<readonly Entry[]> {
  let after: { at: number; id: string } | undefined = { at: of.from, id: '' }
  while (after) {
    const rows: readonly Row[] = await readEntries(db, of, [readBy, isoTime(after.at), after.id, BATCH])
    yield rows.map(({ id: _id, cost, topUp, ...entry }) => ({
      ...entry,
      costMicros: BigInt(cost),
      topUpMicros: BigInt(topUp),
    }))
    after = rows.length < BATCH ? undefined : rows.at(-1)
  }
}
