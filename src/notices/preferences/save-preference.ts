import { isDeepStrictEqual } from 'node:util'
import { auditOf } from '../../audit'
import { accountWithin, type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import type { Preference } from './preference'
import { readPreferences } from './repository'

/** What was held back by the quiet hours of before is looked at anew. */
const RELEASED = (person: number, accounts: number, at: number) => `released AS (
  UPDATE outbox SET due_at = $${at}, held_until = NULL
  WHERE status = 'owed' AND kind = 'notice' AND due_at > $${at} AND due_at = held_until AND claimed_until IS NULL
    AND person_id = $${person} AND account_id = ANY($${accounts}::text[])
)`

const saveTimes = defineChange(
  'preference.times',
  `changed AS (
  INSERT INTO preference (person_id, account_id, destination, quiet, quiet_from, quiet_until, time_zone, changed_at)
  SELECT $1, id, $3, $4, $5, $6, $7, $8 FROM account WHERE id = ANY($2::text[]) ORDER BY id
  ON CONFLICT (person_id, account_id) DO UPDATE SET destination = excluded.destination, quiet = excluded.quiet,
    quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, time_zone = excluded.time_zone,
    changed_at = excluded.changed_at RETURNING 1
), ${RELEASED(1, 2, 8)}`,
)

const saveTopics = defineChange(
  'preference.topics',
  `changed AS (
  INSERT INTO preference (person_id, account_id, muted, changed_at)
  SELECT $1, id, $3::jsonb, $4 FROM account WHERE id = ANY($2::text[]) ORDER BY id
  ON CONFLICT (person_id, account_id) DO UPDATE SET muted = excluded.muted, changed_at = excluded.changed_at RETURNING 1
), ${RELEASED(1, 2, 4)}`,
)

/** The halves of a preference: each has its own form, so neither undoes the other. */
export type Times = Pick<Preference, 'destination' | 'quiet' | 'hours' | 'timeZone'>
export type Topics = Pick<Preference, 'muted'>

/**
 * The accounts in which the speaker's preferences are read and changed (R21): that of the place, where they have a role in
 * it; in a direct message all of theirs, of a confined chat user the one in which it counts.
 */
export function accountsOf(context: Context): readonly string[] | Refusal {
  const here = accountWithin(context)
  if (here === '') return refuse({ code: 'notConnected' })
  const { accountRoles, workspaceRoles, teamRoles } = context.actor
  const all = new Set([...accountRoles, ...workspaceRoles, ...teamRoles].map(({ accountId }) => accountId))
  if (here !== null) return all.has(here) ? [here] : refuse({ code: 'notFound', what: 'account' })
  return all.size > 0 ? [...all] : refuse({ code: 'notInDirect' })
}

/** Saves what somebody wishes; nothing where they have wished just that. The audit says that they did, not what (R18). */
export function savePreference(
  db: Database,
  context: Context,
  wish: Times | Topics,
): Promise<{ saved: true } | Refusal> {
  return settle(db, context, async (context) => {
    const accountIds = accountsOf(context)
    if (isRefusal(accountIds)) return accountIds
    const { personId } = context.actor
    const before = await readPreferences(db, personId, accountIds)
    const outcome = { saved: true } as const
    if (before.every(({ preference }) => isDeepStrictEqual({ ...preference, ...wish }, preference)))
      return outcome
    const at = isoTime(context.at)
    const effects = {
      reliesOn: [],
      audit: accountIds.map((accountId) =>
        auditOf(
          context,
          { accountId },
          { action: 'preference.changed', subjectType: 'person', subjectId: personId },
        ),
      ),
      owed: [],
      outcome,
    }
    if ('muted' in wish)
      await saveTopics(db, [personId, accountIds, JSON.stringify(wish.muted), at], context, effects)
    else {
      const { destination, quiet, hours, timeZone } = wish
      const values = [destination, quiet, hours.from, hours.until, timeZone]
      await saveTimes(db, [personId, accountIds, ...values, at], context, effects)
    }
    return outcome
  })
}
