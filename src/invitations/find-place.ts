import { type Refusal, refuse } from '../chat'
import { type Database, type Standing, statement } from '../db'
import { adminIds } from '../scopes'
import type { Invitation, InvitedRole } from './invitation'

/** What an accepted invitation meets. */
export interface Place {
  reliesOn: readonly Standing[]
  /** Who administered the account before, other than the inviter. */
  told: readonly string[]
}

const readRole = statement<{ role: InvitedRole | 'owner'; version: number }>(
  'invitation.role',
  `SELECT role, version FROM membership WHERE team_id = $1 AND person_id = $2 AND ended_at IS NULL
   UNION ALL SELECT role, version FROM workspace_user WHERE workspace_id = $1 AND person_id = $2
   UNION ALL SELECT 'accountAdmin', 0 FROM account_admin WHERE account_id = $1 AND person_id = $2`,
)

/**
 * Refuses who is in already. A chat user is not meant by that where another role of the workspace is offered: they may
 * only have joined a team of it since they were invited, and the order of two clicks must not decide.
 */
export async function findPlace(
  db: Database,
  { scope, role, inviterId }: Invitation,
  personId: string,
): Promise<Place | Refusal> {
  const [held] = await readRole(db, [scope.id, personId])
  if (held && (held.role !== 'chatUser' || role === 'chatUser')) return refuse({ code: 'alreadyIn', scope })
  const admins = scope.kind === 'account' ? await adminIds(db, [scope.id]) : []
  return {
    reliesOn: held ? [{ workspaceId: scope.id, personId, version: held.version }] : [],
    told: admins.map((admin) => admin.personId).filter((id) => id !== inviterId),
  }
}
