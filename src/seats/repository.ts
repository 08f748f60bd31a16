import { type Plans, planOf } from '../billing'
import { isoTime } from '../clock'
import { type Database, statement } from '../db'
import type { Newcomer, Seats } from './seats'

/** What inviting rests on; written down by `taking`. */
export interface Standing extends Seats {
  workspaceId: string
  /** By `workspace.plan`. */
  plan: string
  newcomers: readonly Newcomer[]
}

const readStanding = statement<{
  workspaceName: string
  plan: string
  used: number
  newcomers: readonly Newcomer[]
}>(
  'seats.standing',
  `WITH takers AS MATERIALIZED (SELECT * FROM seat_takers($1, $2, $3))
SELECT w.name AS "workspaceName", w.plan, (SELECT count(DISTINCT taker) FROM takers WHERE taken) AS used,
  (SELECT coalesce(json_agg(json_build_object('invitee', invitee, 'taker', taker)), '[]') FROM takers
   WHERE NOT taken AND taker NOT IN (SELECT taker FROM takers WHERE taken)) AS newcomers
FROM workspace w WHERE w.id = $1 AND w.deleted_at IS NULL`,
)

/** How the workspace stands, and who of these invitees would need a seat. Null: it was deleted. */
export async function readSeats(
  { db, plans }: { db: Database; plans: Plans },
  workspaceId: string,
  at: number,
  invitees: readonly string[] = [],
): Promise<Standing | null> {
  const [found] = await readStanding(db, [workspaceId, isoTime(at), invitees])
  return found ? { workspaceId, limit: planOf(plans, found.plan).seats, ...found } : null
}

/** Who can give a workspace more room: its admins and the account's may remove users, its billing admins see to the plan. */
export interface Keeper {
  personId: string
  name: string
  /** May remove users. */
  managesUsers: boolean
}

/** Of a workspace, those who manage its users first. */
export const readKeepers = statement<Keeper>(
  'seats.keepers',
  `WITH place AS (SELECT id, account_id FROM workspace WHERE id = $1), keeper AS (
  SELECT person_id, true AS manages FROM account_admin WHERE account_id = (SELECT account_id FROM place)
  UNION ALL SELECT person_id, role = 'workspaceAdmin' FROM workspace_user
    WHERE workspace_id = $1 AND role IN ('workspaceAdmin', 'billingAdmin')
)
SELECT p.id AS "personId", p.name, bool_or(manages) AS "managesUsers" FROM keeper JOIN person p ON p.id = keeper.person_id
GROUP BY p.id ORDER BY bool_or(manages) DESC, lower(p.name), p.id`,
)
