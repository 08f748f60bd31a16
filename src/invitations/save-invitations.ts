import type { TeamMembership } from '../access'
import { auditOf } from '../audit'
import type { Context } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange } from '../db'
import { type SeatPlan, seatsTaken } from '../seats'
import type { Secrets } from '../secrets'
import type { GivableRole } from '../teams'
import { type Issued, owedFor } from './issue'
import { hashKeys } from './keys'

/**
 * All invitations of one bulk in one statement. The team's version makes bulks come one after the other, so that nobody
 * is invited twice under two names (R17); everybody finds a seat, or nobody is invited (R13).
 */
const insertInvitations = defineChange(
  'invitation.send',
  `given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(id text, invitee text, name text, "tokenHash" text, "codeHash" text)
), room AS (
  UPDATE team SET version = version + 1 WHERE id = $2 AND version = $8 AND deleted_at IS NULL
  RETURNING id, account_id, workspace_id
), ${seatsTaken(9)}, changed AS (
  INSERT INTO invitation (id, account_id, workspace_id, team_id, role, invitee, invitee_name, inviter_id, note, status,
    token_hash, code_hash, expires_at, created_at)
  SELECT g.id, t.account_id, t.workspace_id, t.id, $4, g.invitee, g.name, $5, $6, 'pending',
    decode(g."tokenHash", 'hex'), decode(g."codeHash", 'hex'), $7, $3
  FROM given g, room t, seats RETURNING 1
)`,
)

/** What of a bulk is sent, and what that was decided on. */
export interface Sending {
  own: TeamMembership
  wish: { role: GivableRole; note: string | null }
  issued: readonly Issued[]
  plan: SeatPlan
  teamVersion: number
}

/** @throws Stale, AlreadyDone */
export async function saveInvitations(
  { db, secrets }: { db: Database; secrets: Secrets },
  context: Context,
  { own, wish, issued, plan, teamVersion }: Sending,
  outcome: { expiresAt: number },
): Promise<void> {
  const { actor, at } = context
  const rows = issued.map(({ id, prospect: { invitee, name }, keys }) => ({
    id,
    invitee,
    name,
    ...hashKeys(keys),
  }))
  const until = isoTime(outcome.expiresAt)
  const parameters = [
    JSON.stringify(rows),
    own.teamId,
    isoTime(at),
    wish.role,
    actor.personId,
    wish.note,
    until,
    teamVersion,
    plan.decided,
  ]
  await insertInvitations(db, parameters, context, {
    reliesOn: [own],
    audit: issued.map(({ id, prospect: { name } }) =>
      auditOf(context, own, {
        action: 'invitation.sent',
        subjectType: 'invitation',
        subjectId: id,
        data: { name, role: wish.role },
      }),
    ),
    owed: [...issued.flatMap((one) => owedFor(secrets, own.accountId, actor.personId, one)), ...plan.owed],
    outcome,
  })
}
