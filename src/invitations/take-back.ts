import { auditOf } from '../audit'
import type { Context } from '../chat'
import { type AuditRow, type Database, type OwedRow, statement } from '../db'
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

/** One that somebody who is removed has sent to an admin role: accepted later, it would be a key that they left behind. */
export type Sent = Leading & Pick<Invitation, 'role'>

const readSent = statement<Sent>(
  'invitation.sentToAdmins',
  `SELECT ${INVITATION} ${FROM}
   WHERE $1 IN (i.workspace_id, i.account_id) AND i.inviter_id = $2 AND i.role IN ('accountAdmin', 'workspaceAdmin', 'admin')
     AND i.status = 'pending' AND i.expires_at > $3 AND ${GONE_AT} IS NULL AND NOT ($4 AND EXISTS (
     SELECT 1 FROM workspace_user u WHERE u.workspace_id = i.scope_id AND u.person_id = $2 AND u.role = 'workspaceAdmin'
     UNION ALL SELECT 1 FROM membership m WHERE m.team_id = i.scope_id AND m.person_id = $2 AND m.role IN ('owner', 'admin')
       AND m.ended_at IS NULL))
   ORDER BY lower(i.invitee_name), i.id`,
)

/**
 * What person $2 has sent to admin roles of workspace or account $1, with everything in it, and could be accepted at $3. $4: their
 * roles in workspaces and teams stay, and with them what they sent by these. `but`: taken back already.
 */
export async function findSent(
  db: Database,
  parameters: readonly [scopeId: string, personId: string, moment: string, rolesStay: boolean],
  but: readonly Leading[],
): Promise<readonly Sent[]> {
  const ids = new Set(but.map(({ id }) => id))
  return (await readSent(db, parameters)).filter(({ id }) => !ids.has(id))
}

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
