import type { TeamRole, WorkspaceRole } from '../access'
import { isoTime } from '../clock'
import { type Database, type Standing, statement } from '../db'
import type { Scope } from './scope'

/** Somebody of a scope, as reviewers see them. Moments in milliseconds since 1970. */
export interface Reviewed {
  personId: string
  name: string
  role: TeamRole | WorkspaceRole
  /** Null: in a workspace. */
  membershipId: string | null
  version: number
  joinedAt: number
  /** Null: never seen in chat. */
  lastActiveAt: number | null
  /** The last reminder in the account; `by` null: the clock. */
  reminded: { at: number; by: string | null } | null
  /** Null: no reviewer has decided to keep them. */
  kept: { at: number; by: string } | null
  /** The reader of this list has put them off till then. */
  putOffUntil: number | null
}

/** Everybody of a scope; `in_team`: they are for the reviewers of a team. */
const PEOPLE: Record<Scope['kind'], (scopeId: string) => string> = {
  team: (
    id,
  ) => `SELECT m.account_id, m.person_id, m.role, m.id AS membership_id, m.version, m.joined_at, false AS in_team
    FROM membership m WHERE m.team_id = ${id} AND m.ended_at IS NULL`,
  workspace: (
    id,
  ) => `SELECT u.account_id, u.person_id, u.role, NULL AS membership_id, u.version, u.joined_at, EXISTS (SELECT 1
    FROM membership m WHERE m.workspace_id = u.workspace_id AND m.person_id = u.person_id AND m.ended_at IS NULL) AS in_team
    FROM workspace_user u WHERE u.workspace_id = ${id}`,
}

/** CTEs; `silent` has everybody. Last activity is that in the account, as the lists of members and users show it. */
export const silentIn = (kind: Scope['kind'], scopeId: string) => `seen AS (
  SELECT o.*, p.name, a.last_active_at FROM (${PEOPLE[kind](scopeId)}) o JOIN person p ON p.id = o.person_id
  LEFT JOIN activity a ON a.account_id = o.account_id AND a.person_id = o.person_id
), silent AS (
  SELECT seen.*, greatest(joined_at, last_active_at) AS since, k.kept_at, k.kept_by
  FROM seen LEFT JOIN review_keep k ON k.scope_id = ${scopeId} AND k.person_id = seen.person_id
)`

/** Of whom a review tells: inactive and not kept since; in a workspace those in a team are for its reviewers. */
export const isListed = (before: string) =>
  `since < ${before} AND (kept_at IS NULL OR kept_at < ${before}) AND NOT in_team`

const COLUMNS = `s.person_id AS "personId", s.name, s.role, s.membership_id AS "membershipId", s.version,
  s.joined_at AS "joinedAt", s.last_active_at AS "lastActiveAt", r.at AS "remindedAt", r.by AS "remindedBy",
  s.kept_at AS "keptAt", (SELECT name FROM person WHERE id = s.kept_by) AS "keptBy"`

const REMINDED = `LEFT JOIN LATERAL (
  SELECT r.at, (SELECT name FROM person WHERE id = r.by_person) AS by FROM reminder r
  WHERE r.account_id = s.account_id AND r.person_id = s.person_id ORDER BY r.number DESC LIMIT 1) r ON true`

type Row = Omit<Reviewed, 'reminded' | 'kept' | 'putOffUntil'> & {
  remindedAt: number | null
  remindedBy: string | null
  keptAt: number | null
  keptBy: string | null
  /** The following three only of the list for one reader. */
  putOffUntil?: number | null
  keptCount?: number
  putOffCount?: number
  total: number
}

const reviewedOf = ({ remindedAt, remindedBy, keptAt, keptBy, ...row }: Row): Reviewed => ({
  ...row,
  putOffUntil: row.putOffUntil ?? null,
  reminded: remindedAt === null ? null : { at: remindedAt, by: remindedBy },
  kept: keptAt === null || keptBy === null ? null : { at: keptAt, by: keptBy },
})

/** The same statement for either kind of scope, which is $1. */
export function byScope<R>(name: string, sql: (silent: string) => string) {
  const statements = {
    team: statement<R>(`${name}.team`, sql(silentIn('team', '$1'))),
    workspace: statement<R>(`${name}.workspace`, sql(silentIn('workspace', '$1'))),
  }
  return (db: Database, { kind, id }: Pick<Scope, 'kind' | 'id'>, more: readonly unknown[]): Promise<R[]> =>
    statements[kind](db, [id, ...more])
}

export interface People {
  people: readonly Reviewed[]
  /** Of all pages. */
  total: number
}

const peopleOf = (rows: readonly Row[]): People => ({
  people: rows.map(reviewedOf),
  total: rows[0]?.total ?? 0,
})

const pageRows = byScope<Row>(
  'activity.page',
  (silent) => `WITH ${silent}, page AS (
  SELECT *, count(*) OVER () AS total FROM silent ORDER BY last_active_at NULLS FIRST, lower(name), person_id LIMIT $2 OFFSET $3
)
SELECT ${COLUMNS}, s.total FROM page s ${REMINDED} ORDER BY s.last_active_at NULLS FIRST, lower(s.name), s.person_id`,
)

/** One page of all, the longest silent first. */
export const pageBySilence = async (
  db: Database,
  scope: Scope,
  { size, page }: { size: number; page: number },
): Promise<People> => peopleOf(await pageRows(db, scope, [size, page * size]))

/** Those of whom a review tells one reader. */
export interface Inactive extends People {
  /** Kept since the review was made. */
  kept: number
  /** By this reader, and not kept. */
  putOff: number
}

const ORDER = `s.is_kept, s.until IS NOT NULL, s.since, lower(s.name), s.person_id`

/**
 * $2 silent since before, $3 who reads, $4 now, $5 how many, $6 when the review was made. Whoever was kept since then or is
 * put off stays on the list, after the others. Nobody reviews themselves.
 */
const inactiveRows = byScope<Row>(
  'activity.inactive',
  (silent) => `WITH ${silent}, found AS (
  SELECT silent.*, coalesce(kept_at >= $2, false) AS is_kept, z.until FROM silent LEFT JOIN review_snooze z
    ON z.scope_id = $1 AND z.reader_id = $3 AND z.person_id = silent.person_id AND z.until > $4
  WHERE (${isListed('$2')} OR since < $2 AND kept_at >= $6 AND NOT in_team) AND silent.person_id <> $3
), listed AS (
  SELECT s.*, count(*) OVER () AS total, count(*) FILTER (WHERE is_kept) OVER () AS kept_count,
    count(*) FILTER (WHERE NOT is_kept AND until IS NOT NULL) OVER () AS put_off_count
  FROM found s ORDER BY ${ORDER} LIMIT $5
)
SELECT ${COLUMNS}, s.total, s.kept_count AS "keptCount", s.put_off_count AS "putOffCount", s.until AS "putOffUntil" FROM listed s ${REMINDED} ORDER BY ${ORDER}`,
)

/** The longest silent first, and last those about whom it is decided for now. */
export const listInactive = async (
  db: Database,
  scope: Scope,
  of: { before: number; readBy: string; now: number; limit: number; madeAt: number },
): Promise<Inactive> => {
  const { before, readBy, now, limit, madeAt } = of
  const parameters = [isoTime(before), readBy, isoTime(now), limit, isoTime(madeAt)]
  const rows = await inactiveRows(db, scope, parameters)
  return { ...peopleOf(rows), kept: rows[0]?.keptCount ?? 0, putOff: rows[0]?.putOffCount ?? 0 }
}

const oneRow = byScope<Row>(
  'activity.one',
  (silent) => `WITH ${silent} SELECT ${COLUMNS}, 1 AS total FROM silent s ${REMINDED} WHERE s.person_id = $2`,
)

export async function readReviewed(
  db: Database,
  scope: Pick<Scope, 'kind' | 'id'>,
  personId: string,
): Promise<Reviewed | undefined> {
  const [row] = await oneRow(db, scope, [personId])
  return row && reviewedOf(row)
}

/** Since when they have been silent. */
export const silentSince = ({ joinedAt, lastActiveAt }: Pick<Reviewed, 'joinedAt' | 'lastActiveAt'>) =>
  Math.max(joinedAt, lastActiveAt ?? 0)

/** Their place in the scope, for a change that rests on it. */
export const placeOf = (
  { membershipId, personId, version }: Reviewed,
  { workspaceId }: Pick<Scope, 'workspaceId'>,
): Standing => (membershipId === null ? { workspaceId, personId, version } : { membershipId, version })
