import type { TeamRole, WorkspaceRole } from '../access'
import { isoTime } from '../clock'
import type { Database } from '../db'
import { byScope } from './people'
import type { Scope } from './scope'

/** So many people of one role were last seen in that week. */
export interface Group {
  role: TeamRole | WorkspaceRole
  /** Whole weeks ago, at most `WEEKS_TOLD`; null: never seen in chat. */
  weeks: number | null
  inactive: boolean
  count: number
}

/** Whoever was away for longer is counted with these. */
export const WEEKS_TOLD = 12
const WEEK_S = 7 * 24 * 60 * 60

/** $2 now, $3 silent since before that is inactive. */
const groups = byScope<Group>(
  'activity.shape',
  (silent) => `WITH ${silent}
SELECT role, CASE WHEN last_active_at IS NOT NULL THEN
    least(floor(greatest(extract(epoch FROM $2::timestamptz - last_active_at), 0) / ${WEEK_S}), ${WEEKS_TOLD})::int END AS weeks,
  since < $3 AS inactive, count(*) AS count FROM silent GROUP BY 1, 2, 3`,
)

/** Everybody of a scope by role and last activity. */
export const readShape = (
  db: Database,
  scope: Scope,
  { now, before }: { now: number; before: number },
): Promise<Group[]> => groups(db, scope, [isoTime(now), isoTime(before)])

export const countWhere = (shape: readonly Group[], fits: (group: Group) => boolean): number =>
  shape.filter(fits).reduce((sum, { count }) => sum + count, 0)
