import { DAY_MS, isoTime } from '../clock'
import { type AuditRow, type Database, defineBatch, newId, type OwedRow, statement } from '../db'
import { lastActive } from '../last-active'
import { isSwitchedOff } from '../notices'
import { pastFailures, togetherOrAlone } from '../past-failures'
import { REMINDER } from './review'
import { MOST_REMINDERS_A_YEAR, nextReminderAt, type Silence } from './rules'

/** A user of a workspace at whom the clock is to look. */
interface Due extends Silence {
  accountId: string
  workspaceId: string
  personId: string
  name: string
  dueAt: number
  /** Of all reminders in the account so far. */
  reminders: number
  /** They have left some topic out somewhere. */
  isChoosy: boolean
}

/**
 * $1 now, $2 how many, after $3 the moment, $4 workspace and $5 person of the last one. Whoever comes into another workspace
 * or a team of the account is not silent in it.
 */
const readDue = statement<Due>(
  'activity.due',
  `SELECT u.account_id AS "accountId", u.workspace_id AS "workspaceId", u.person_id AS "personId", u.look_at AS "dueAt", p.name,
  w.inactive_after_days AS "inactiveAfterDays", greatest(
    ${lastActive('u.account_id', 'u.person_id')},
    (SELECT max(o.joined_at) FROM workspace_user o WHERE o.person_id = u.person_id AND o.account_id = u.account_id),
    (SELECT max(m.joined_at) FROM membership m WHERE m.person_id = u.person_id AND m.account_id = u.account_id AND m.ended_at IS NULL)
  ) AS "silentSince",
  (SELECT max(k.kept_at) FROM review_keep k WHERE k.person_id = u.person_id AND k.account_id = u.account_id) AS "keptAt",
  (SELECT coalesce(json_agg((extract(epoch FROM at) * 1000)::bigint), '[]') FROM (
    SELECT at FROM reminder r WHERE r.account_id = u.account_id AND r.person_id = u.person_id
    ORDER BY number DESC LIMIT ${MOST_REMINDERS_A_YEAR}) latest) AS "remindedAt",
  (SELECT coalesce(max(number), 0) FROM reminder r WHERE r.account_id = u.account_id AND r.person_id = u.person_id) AS reminders,
  EXISTS (SELECT 1 FROM preference f WHERE f.person_id = u.person_id AND f.account_id = u.account_id AND f.muted <> '{}') AS "isChoosy"
FROM workspace_user u JOIN person p ON p.id = u.person_id JOIN workspace w ON w.id = u.workspace_id AND w.deleted_at IS NULL
WHERE u.look_at <= $1 AND (u.look_at, u.workspace_id, u.person_id) > ($3, $4, $5)
ORDER BY u.look_at, u.workspace_id, u.person_id LIMIT $2`,
)

/** Of two looks at once one finds the row as it was; of two workspaces of one account one has the next number. */
const saveLooks = defineBatch(
  'activity.look',
  `mine AS (
  SELECT row.* FROM jsonb_to_recordset($5::jsonb) AS row(id text, "accountId" text, "workspaceId" text, "personId" text,
    "dueAt" timestamptz, "lookAt" timestamptz, number int)
  JOIN workspace_user u ON u.workspace_id = row."workspaceId" AND u.person_id = row."personId" AND u.look_at = row."dueAt"
  WHERE row.id = ANY($1::text[]) FOR NO KEY UPDATE OF u SKIP LOCKED
), moved AS (
  UPDATE workspace_user u SET look_at = mine."lookAt" FROM mine
  WHERE u.workspace_id = mine."workspaceId" AND u.person_id = mine."personId"
), reminded AS (
  INSERT INTO reminder (id, account_id, workspace_id, person_id, number, at)
  SELECT id, "accountId", "workspaceId", "personId", number, $2 FROM mine WHERE number IS NOT NULL
  ON CONFLICT (account_id, person_id, number) DO NOTHING RETURNING id
), changed AS (
  SELECT id FROM reminded UNION ALL SELECT id FROM mine WHERE number IS NULL
)`,
)

/** At everybody once a day at least, since days, keeps and chat users may change meanwhile. */
const LOOK_EVERY_MS = DAY_MS
const BATCH = 500

/** Reminds those of a batch who have been silent for long (R20); resolves to how many were looked at. */
export const remindSilent = (db: Database, now: number): Promise<number> =>
  pastFailures(
    BATCH,
    (last?: Due) =>
      readDue(db, [
        ...[isoTime(now), BATCH],
        ...(last ? [isoTime(last.dueAt), last.workspaceId, last.personId] : ['-infinity', '', '']),
      ]),
    togetherOrAlone((due) => lookAtAll(db, due, now)),
  )

async function lookAtAll(db: Database, due: readonly Due[], now: number): Promise<number> {
  const looks: Look[] = []
  for (const each of due) looks.push(await lookAt(db, each, now))
  const reminded = looks.filter(({ number }) => number !== null)
  const rows = looks.map(({ dueAt, lookAt, ...row }) => ({
    ...row,
    dueAt: isoTime(dueAt),
    lookAt: isoTime(lookAt),
  }))
  const traces = { audit: reminded.map(auditOf), owed: reminded.map(owedFor) }
  const ids = looks.map(({ id }) => id)
  return saveLooks(db, ids, now, traces, JSON.stringify(rows))
}

/** What comes of looking at somebody. */
interface Look extends Due {
  /** Of the reminder, if there is one. */
  id: string
  /** Which of their reminders is due; null: none. */
  number: number | null
  lookAt: number
}

async function lookAt(db: Database, due: Due, now: number): Promise<Look> {
  const next = nextReminderAt(due, now)
  const tomorrow = now + LOOK_EVERY_MS
  const isDue = next === now && !(due.isChoosy && (await isSwitchedOff(db, due, 'reminder', now)))
  return {
    ...{ ...due, id: newId(now) },
    number: isDue ? due.reminders + 1 : null,
    lookAt: next === null || next === now ? tomorrow : Math.min(next, tomorrow),
  }
}

const auditOf = ({ id, accountId, workspaceId, name }: Look): AuditRow => ({
  ...{ accountId, workspaceId, actorId: null, action: 'person.reminded', data: { name } },
  ...{ subjectType: 'reminder', subjectId: id },
})

const owedFor = ({ id, accountId, personId }: Look): OwedRow => ({
  ...{ kind: 'notice', accountId, personId, name: REMINDER, subjectId: id },
})
