import { isoTime } from '../clock'
import { type Database, defineBatch, newId, type OwedRow, statement } from '../db'
import { pastFailures, togetherOrAlone } from '../past-failures'
import { countsIn } from '../people'
import { nextMonthlyReviewAt, nextWeeklyReviewAt } from './calendar'
import { isListed, silentIn } from './people'
import { MONTHLY, type Review, WEEKLY } from './review'

/** A team, workspace or account whose review is due. */
interface Due {
  scopeId: string
  accountId: string
  /** 0: it never had one. */
  dueAt: number
  /** Whom it is for; the first one's clock says when it is Monday. */
  readers: readonly string[]
  timeZone: string | null
  /** There is something to look at. */
  isWorth: boolean
}

/** $1 now, $2 how many, after $3 the moment and $4 the id of the last one. */
type ReadDue = (db: Database, parameters: readonly unknown[]) => Promise<Due[]>

/** Reviews of one kind of one kind of scope. */
export interface Reviews {
  kind: Review['kind']
  scopeKind: Review['scopeKind']
  readDue: ReadDue
  save: ReturnType<typeof defineBatch>
}

/** `readers`: an array of person ids, `worth`: a condition, both SQL over the row `x` of the scope's table. */
function defineReviews(
  kind: Review['kind'],
  scopeKind: Review['scopeKind'],
  { readers, worth }: { readers: string; worth: string },
): Reviews {
  const column = `${kind}_review_at`
  const account = scopeKind === 'account' ? 'id' : 'account_id'
  return {
    kind,
    scopeKind,
    readDue: statement<Due>(
      `review.due.${kind}.${scopeKind}`,
      `SELECT due.id AS "scopeId", due.account_id AS "accountId", due.due_at AS "dueAt", due.readers, due.worth AS "isWorth",
  coalesce((SELECT time_zone FROM preference WHERE person_id = due.readers[1] AND account_id = due.account_id),
    (SELECT time_zone FROM chat_identity i WHERE person_id = due.readers[1] AND ${countsIn('due.account_id', 'i')}
      ORDER BY last_active_at DESC LIMIT 1)) AS "timeZone"
FROM (SELECT x.id, x.${account} AS account_id, x.${column} AS due_at, ${readers} AS readers, ${worth} AS worth
  FROM ${scopeKind} x WHERE x.${column} <= $1 AND x.deleted_at IS NULL AND (x.${column}, x.id) > ($3, $4) ORDER BY x.${column}, x.id LIMIT $2) due
ORDER BY due.due_at, due.id`,
    ),
    save: defineBatch(
      `review.make.${kind}.${scopeKind}`,
      `mine AS (
  SELECT row.* FROM jsonb_to_recordset($5::jsonb) AS row(id text, "scopeId" text, "accountId" text, "dueAt" timestamptz,
    next timestamptz, made boolean)
  JOIN ${scopeKind} x ON x.id = row."scopeId" AND x.${column} = row."dueAt" AND x.deleted_at IS NULL
  WHERE row.id = ANY($1::text[]) FOR NO KEY UPDATE OF x SKIP LOCKED
), moved AS (
  UPDATE ${scopeKind} x SET ${column} = mine.next FROM mine WHERE x.id = mine."scopeId"
), reviewed AS (
  INSERT INTO review (id, account_id, kind, scope_kind, scope_id, made_at)
  SELECT id, "accountId", '${kind}', '${scopeKind}', "scopeId", $2 FROM mine WHERE made RETURNING id
), changed AS (
  SELECT id FROM reviewed UNION ALL SELECT id FROM mine WHERE NOT made
)`,
    ),
  }
}

const TEAM_READERS = `ARRAY(SELECT m.person_id FROM membership m WHERE m.team_id = x.id AND m.ended_at IS NULL
  AND m.role IN ('owner', 'admin') ORDER BY m.role = 'owner' DESC, m.joined_at, m.id)`
const ACCOUNT_ADMINS = (account: string) =>
  `ARRAY(SELECT d.person_id FROM account_admin d WHERE d.account_id = ${account} ORDER BY d.since, d.person_id)`
const WORKSPACE_READERS = `coalesce(nullif(ARRAY(SELECT u.person_id FROM workspace_user u WHERE u.workspace_id = x.id
  AND u.role = 'workspaceAdmin' ORDER BY u.joined_at, u.person_id), '{}'), ${ACCOUNT_ADMINS('x.account_id')})`

const someInactive = (kind: 'team' | 'workspace', workspaceId: string) => `EXISTS (
  WITH ${silentIn(kind, 'x.id')}, limit_of AS (
    SELECT $1::timestamptz - make_interval(hours => 24 * w.inactive_after_days) AS before FROM workspace w WHERE w.id = ${workspaceId}
  ) SELECT 1 FROM silent, limit_of WHERE ${isListed('before')})`

/** What the clock has reviewed: see domain.md §6. Two account admins are advised (R14). */
export const REVIEWS: readonly Reviews[] = [
  defineReviews('weekly', 'team', { readers: TEAM_READERS, worth: someInactive('team', 'x.workspace_id') }),
  defineReviews('weekly', 'workspace', {
    readers: WORKSPACE_READERS,
    worth: someInactive('workspace', 'x.id'),
  }),
  defineReviews('monthly', 'team', {
    readers: TEAM_READERS,
    worth: `(SELECT count(*) FROM membership m WHERE m.team_id = x.id AND m.ended_at IS NULL) > 1`,
  }),
  defineReviews('monthly', 'account', {
    readers: ACCOUNT_ADMINS('x.id'),
    worth: `(SELECT count(*) FROM account_admin d WHERE d.account_id = x.id) < 2`,
  }),
]

const NEXT = { weekly: nextWeeklyReviewAt, monthly: nextMonthlyReviewAt }
const NOTICE = { weekly: WEEKLY, monthly: MONTHLY }
const BATCH = 100

/** Has a batch reviewed, one review for each however long ago it was due; resolves to how many were looked at. */
export const makeReviews = (db: Database, reviews: Reviews, now: number): Promise<number> =>
  pastFailures(
    BATCH,
    (last?: Due) =>
      reviews.readDue(db, [
        ...[isoTime(now), BATCH],
        ...(last ? [isoTime(last.dueAt), last.scopeId] : ['-infinity', '']),
      ]),
    togetherOrAlone((due) => review(db, reviews, due, now)),
  )

function review(db: Database, reviews: Reviews, due: readonly Due[], now: number): Promise<number> {
  const rows = due.map(({ scopeId, accountId, dueAt, timeZone, isWorth }) => ({
    ...{ id: newId(now), scopeId, accountId, dueAt: isoTime(dueAt), made: dueAt > 0 && isWorth },
    next: isoTime(NEXT[reviews.kind](now, timeZone ?? 'UTC')),
  }))
  const owed = rows.flatMap(({ id, made }, index) => (made ? owedFor(reviews, id, due[index]) : []))
  const ids = rows.map(({ id }) => id)
  return reviews.save(db, ids, now, { audit: [], owed }, JSON.stringify(rows))
}

const owedFor = ({ kind }: Reviews, subjectId: string, due: Due | undefined): OwedRow[] =>
  (due?.readers ?? []).map((personId) => ({
    ...{ kind: 'notice', accountId: due?.accountId ?? '', personId, name: NOTICE[kind], subjectId },
  }))

/** Cards of reviews that old are of no use any more. A plain DELETE would resolve to its rows and their number (TypeORM). */
export const forgetReviews = statement<{ id: string }>(
  'review.forget',
  'WITH gone AS (DELETE FROM review WHERE made_at < $1 RETURNING id) SELECT id FROM gone',
)
