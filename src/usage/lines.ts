import type { Database } from '../db'
import { byKind, DAY, nameSeen, type Of, SUMS, usesOf } from './ledger'
import type { Grouping, LinePage } from './usage'

interface Row {
  name: string | null
  ownerName: string | null
  isDeleted: boolean
  answers: number
  /** Text: it may be larger than a number holds. */
  cost: string
  total: number
}

/** $5 who reads, $6 and $7 limit and offset. */
const LISTED = 'g.answers, g.cost::text, count(*) OVER () AS total'
const PAGE = 'LIMIT $6 OFFSET $7'
const PLAIN = 'NULL AS "ownerName", false AS "isDeleted"'

/** The most expensive first, of days the latest. Chatbots whose names are not seen make one line for each owner. */
const LINES: Record<Grouping, ReturnType<typeof byKind<Row>>> = {
  chatbot: byKind(
    'usage.byChatbot',
    (kind) => `WITH used AS (
  SELECT u.chatbot_id AS id, ${SUMS} ${usesOf(kind)} GROUP BY 1
), named AS (
  SELECT used.*, CASE WHEN ${nameSeen(kind)} THEN c.id END AS seen, ${kind === 'team' ? 'NULL' : 'c.owner_id'} AS owner
  FROM used LEFT JOIN chatbot c ON c.id = used.id
), g AS (
  SELECT seen, CASE WHEN seen IS NULL THEN owner END AS owner, sum(answers)::int AS answers, sum(cost::numeric) AS cost FROM named GROUP BY 1, 2
)
SELECT c.name, p.name AS "ownerName", coalesce(c.deleted_at IS NOT NULL, false) AS "isDeleted", ${LISTED}
FROM g LEFT JOIN chatbot c ON c.id = g.seen LEFT JOIN person p ON p.id = g.owner
ORDER BY g.cost DESC, g.answers DESC, g.seen, g.owner ${PAGE}`,
  ),
  person: byKind(
    'usage.byPerson',
    (kind) => `SELECT p.name, ${PLAIN}, ${LISTED}
FROM (SELECT u.asked_by AS id, ${SUMS} ${usesOf(kind)} GROUP BY 1) g JOIN person p ON p.id = g.id AND $5::text IS NOT NULL
ORDER BY g.cost::numeric DESC, g.answers DESC, g.id ${PAGE}`,
  ),
  day: byKind(
    'usage.byDay',
    (kind) => `SELECT g.id AS name, ${PLAIN}, ${LISTED}
FROM (SELECT ${DAY} AS id, ${SUMS} ${usesOf(kind)} GROUP BY 1) g WHERE $5::text IS NOT NULL
ORDER BY g.id DESC ${PAGE}`,
  ),
}

/** A page that is no longer there shows the first. */
export async function linesOf(
  db: Database,
  of: Of,
  slice: { grouping: Grouping; readBy: string; pageSize: number; page: number },
): Promise<LinePage & { page: number }> {
  const { grouping, readBy, pageSize, page } = slice
  const rows = await LINES[grouping](db, of, [readBy, pageSize, page * pageSize])
  if (rows.length === 0 && page > 0) return linesOf(db, of, { ...slice, page: 0 })
  const lines = rows.map(({ name, ownerName, isDeleted, answers, cost }) => ({
    ...{ name, ownerName, isDeleted, answers },
    costMicros: BigInt(cost),
  }))
  return { lines, total: rows[0]?.total ?? 0, page }
}
