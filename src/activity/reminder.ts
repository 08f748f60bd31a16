import type { CardKind } from '../cards'
import type { Card } from '../chat'
import { type Database, defineBatch, statement } from '../db'
import { lastActive } from '../last-active'
import { hereCard, leftCard, reminderCard } from './views'

/** As in `CardSubject.type`: what somebody silent was asked. */
export const REMINDED = 'reminder'

/** Somebody who was reminded, as they are now. Moments in milliseconds since 1970. */
export interface Reminded {
  workspace: string
  days: number
  remindedAt: number
  /** The reviewer in whose name it was; null: the clock. */
  by: string | null
  joinedAt: number
  lastActiveAt: number | null
}

/** Whom reminder $1 is for, while they are a user of the workspace. */
const read = statement<Reminded>(
  'reminder.read',
  `SELECT w.name AS workspace, w.inactive_after_days AS days, r.at AS "remindedAt", u.joined_at AS "joinedAt",
     (SELECT name FROM person WHERE id = r.by_person) AS by, ${lastActive('r.account_id', 'r.person_id')} AS "lastActiveAt"
   FROM reminder r JOIN workspace w ON w.id = r.workspace_id AND w.deleted_at IS NULL
   JOIN workspace_user u ON u.workspace_id = w.id AND u.person_id = r.person_id WHERE r.id = $1`,
)

export async function readReminded(db: Database, id: string): Promise<Reminded | undefined> {
  const [reminded] = await read(db, [id])
  return reminded
}

/** Asks whether they are there until they have been seen, whichever way they came back. */
export const reminderCards = (db: Database): CardKind => ({
  type: REMINDED,
  async draw(id): Promise<Card> {
    const reminded = await readReminded(db, id)
    if (!reminded) return leftCard
    const { lastActiveAt, remindedAt } = reminded
    return lastActiveAt !== null && lastActiveAt > remindedAt
      ? hereCard(lastActiveAt)
      : reminderCard(reminded)
  },
})

/** $1 how many. */
const findAnswered = statement<{ id: string; accountId: string }>(
  'reminder.answered',
  `SELECT r.id, r.account_id AS "accountId" FROM reminder r
   WHERE r.over_at IS NULL AND r.at < ${lastActive('r.account_id', 'r.person_id')} ORDER BY r.at LIMIT $1`,
)

const saveOver = defineBatch(
  'reminder.over',
  `changed AS (
  UPDATE reminder SET over_at = $2 WHERE id IN (
    SELECT id FROM reminder WHERE id = ANY($1::text[]) AND over_at IS NULL FOR UPDATE SKIP LOCKED) RETURNING id
)`,
)

const BATCH = 250

/** Has the cards of those redrawn who have come back; resolves to how many did. */
export async function endReminders(db: Database, now: number): Promise<number> {
  const answered = await findAnswered(db, [BATCH])
  const owed = answered.map(({ id, accountId }) => ({
    ...({ kind: 'refresh', accountId, name: REMINDED, subjectId: id } as const),
  }))
  const ids = answered.map(({ id }) => id)
  return saveOver(db, ids, now, { audit: [], owed })
}
