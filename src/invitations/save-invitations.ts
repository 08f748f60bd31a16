import { auditOf } from '../audit'
import type { Context } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange } from '../db'
import { type SeatPlan, seatsTaken } from '../seats'
import type { Secrets } from '../secrets'
import type { InvitedRole } from './invitation'
import { type Issued, owedFor } from './issue'
import { hashKeys } from './keys'
import type { MayInvite } from './may-invite'
import { auditScope, room } from './scope'

/**
 * All invitations of one bulk in one statement. The scope's version makes bulks come one after the other, so that nobody
 * is invited twice under two names (R17); everybody finds a seat, or nobody is invited (R13).
 */
const insertInvitations = defineChange(
  'invitation.send',
  `given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(id text, invitee text, name text, "tokenHash" text, "codeHash" text)
), ${room(2, 8)}, ${seatsTaken(9)}, changed AS (
  INSERT INTO invitation (id, account_id, workspace_id, team_id, role, invitee, invitee_name, inviter_id, note, status,
    token_hash, code_hash, expires_at, created_at)
  SELECT g.id, $10, $11, $12, $4, g.invitee, g.name, $5, $6, 'pending',
    decode(g."tokenHash", 'hex'), decode(g."codeHash", 'hex'), $7, $3
  FROM given g, room, seats RETURNING 1
)`,
)

/** What of a bulk is sent, and what that was decided on. */
export interface Sending {
  may: MayInvite
  wish: { role: InvitedRole; note: string | null }
  issued: readonly Issued[]
  plan: SeatPlan
}

/** @throws Stale, AlreadyDone */
export async function saveInvitations(
  { db, secrets }: { db: Database; secrets: Secrets },
  context: Context,
  { may, wish, issued, plan }: Sending,
  outcome: { expiresAt: number },
): Promise<void> {
  const { actor, at } = context
  const { role, note } = wish
  const { scope, version, reliesOn } = may
  const { accountId, workspaceId = null, teamId = null } = auditScope(scope)
  const rows = issued.map(({ id, prospect: { invitee, name }, keys }) => ({
    id,
    invitee,
    name,
    ...hashKeys(keys),
  }))
  const parameters = [
    ...[JSON.stringify(rows), scope.id, isoTime(at), role, actor.personId, note],
    ...[isoTime(outcome.expiresAt), version, plan.decided, accountId, workspaceId, teamId],
  ]
  await insertInvitations(db, parameters, context, {
    reliesOn,
    audit: issued.map(({ id, prospect: { name } }) =>
      auditOf(context, auditScope(scope), {
        action: 'invitation.sent',
        subjectType: 'invitation',
        subjectId: id,
        data: { name, role },
      }),
    ),
    owed: [...issued.flatMap((one) => owedFor(secrets, accountId, actor.personId, one)), ...plan.owed],
    outcome,
  })
}
