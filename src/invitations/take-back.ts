import { auditOf } from '../audit'
import type { Context } from '../chat'
import { type AuditRow, type OwedRow, statement } from '../db'
import { countsIn } from '../people'
import { redraw } from './expire'
import type { Invitation } from './invitation'
import { FROM, GONE_AT, INVITATION } from './repository'
import { auditScope } from './scope'

/** One that leads to somebody who is removed from a workspace or leaves an account: they would come back by it without being invited anew. */
export type Leading = Pick<Invitation, 'id' | 'scope' | 'inviteeName'>

/** Those into workspace or account $1, with everything in it, that person $2 of account $3 could accept at $4. */
export const readLeading = statement<Leading>(
  'invitation.leading',
  `SELECT ${INVITATION} ${FROM}
   WHERE $1 IN (i.workspace_id, i.account_id) AND i.status = 'pending' AND i.expires_at > $4 AND ${GONE_AT} IS NULL AND i.invitee IN (
     SELECT 'mail:' || a.address FROM person_address a WHERE a.person_id = $2 AND ${countsIn('$3')}
     UNION ALL SELECT u.platform || ':' || u.tenant || ':' || u.user_id FROM chat_identity u
     WHERE u.person_id = $2 AND ${countsIn('$3', 'u')})
   ORDER BY lower(t.name), i.id`,
)

/** CTE `taken_back` for the change that makes them pointless; both arguments are SQL. One row for each that was pending still. */
export const takenBack = (ids: string, moment: string) => `taken_back AS (
  UPDATE invitation SET status = 'cancelled', ended_at = ${moment} WHERE id = ANY(${ids}::text[]) AND status = 'pending' RETURNING 1
)`

/** What belongs into the same change. */
export const auditOfTakingBack = (context: Context, invitation: Leading): AuditRow =>
  auditOf(context, auditScope(invitation.scope), {
    action: 'invitation.cancelled',
    subjectType: 'invitation',
    subjectId: invitation.id,
    data: { name: invitation.inviteeName },
  })

export const owedForTakingBack = (invitation: Leading): OwedRow => redraw(invitation)
