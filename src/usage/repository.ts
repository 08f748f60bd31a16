import { PAGE_SIZE } from '../chat'
import { isoTime } from '../clock'
import { type Database, statement } from '../db'
import type { Grouping, LinePage, Period, Total } from './usage'

/** Sums are text: they may be larger than a number holds. */
interface SummedRow {
  answers: number
  cost: string
}

/** $1 team, $2 currency, $3 and $4 since and until when. */
const USES = 'FROM usage_entry u WHERE u.team_id = $1 AND u.currency = $2 AND u.at >= $3 AND u.at < $4'
const SUMS = 'count(*) AS answers, sum(u.cost_micros) AS cost'

const sumUses = statement<SummedRow>(
  'usage.total',
  `SELECT count(*) AS answers, coalesce(sum(u.cost_micros), 0)::text AS cost ${USES}`,
)

export interface OfTeam extends Period {
  teamId: string
  currency: string
}

/** What the team's owner pays for, in one currency. */
export async function totalOf(db: Database, { teamId, currency, from, until }: OfTeam): Promise<Total> {
  const [row] = await sumUses(db, [teamId, currency, isoTime(from), isoTime(until)])
  return { answers: row?.answers ?? 0, costMicros: BigInt(row?.cost ?? 0) }
}

type LineRow = SummedRow & { name: string | null; isDeleted: boolean; total: number }

/** $5 who reads, $6 and $7 limit and offset. The most expensive first. */
const LISTED = 'g.answers, g.cost::text, count(*) OVER () AS total'
const PAGE = 'LIMIT $6 OFFSET $7'

/** What somebody else renames after they stopped sharing it is theirs. */
const NAME_SEEN = `c.deleted_at IS NOT NULL OR c.owner_id = $5 OR EXISTS (
  SELECT 1 FROM share_grant s WHERE s.chatbot_id = c.id AND s.team_id = $1 AND s.ended_at IS NULL)`

const LINES: Record<Grouping, ReturnType<typeof statement<LineRow>>> = {
  chatbot: statement(
    'usage.byChatbot',
    `SELECT CASE WHEN ${NAME_SEEN} THEN c.name END AS name, coalesce(c.deleted_at IS NOT NULL, false) AS "isDeleted", ${LISTED}
FROM (SELECT u.chatbot_id AS id, ${SUMS} ${USES} GROUP BY 1) g LEFT JOIN chatbot c ON c.id = g.id
ORDER BY g.cost DESC, g.answers DESC, g.id ${PAGE}`,
  ),
  person: statement(
    'usage.byPerson',
    `SELECT p.name, false AS "isDeleted", ${LISTED}
FROM (SELECT u.asked_by AS id, ${SUMS} ${USES} GROUP BY 1) g JOIN person p ON p.id = g.id AND $5::text IS NOT NULL
ORDER BY g.cost DESC, g.answers DESC, g.id ${PAGE}`,
  ),
  day: statement(
    'usage.byDay',
    `SELECT g.id AS name, false AS "isDeleted", ${LISTED}
FROM (SELECT to_char(u.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS id, ${SUMS} ${USES} GROUP BY 1) g WHERE $5::text IS NOT NULL
ORDER BY g.id DESC ${PAGE}`,
  ),
}

/** A page that is no longer there shows the first. */
export async function linesOf(
  db: Database,
  of: OfTeam,
  { grouping, readBy, page }: { grouping: Grouping; readBy: string; page: number },
): Promise<LinePage & { page: number }> {
  const { teamId, currency, from, until } = of
  const parameters = [teamId, currency, isoTime(from), isoTime(until), readBy, PAGE_SIZE, page * PAGE_SIZE]
  const rows = await LINES[grouping](db, parameters)
  if (rows.length === 0 && page > 0) return linesOf(db, of, { grouping, readBy, page: 0 })
  const lines = rows.map(({ name, isDeleted, answers, cost }) => ({
    ...{ name, isDeleted, answers },
    costMicros: BigInt(cost),
  }))
  return { lines, total: rows[0]?.total ?? 0, page }
}
