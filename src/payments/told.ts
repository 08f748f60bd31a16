import { type Database, statement } from '../db'

/** What people are told of a payment. */
export const NOTICES = {
  asked: 'payment.asked',
  paid: 'payment.arrived',
  failed: 'payment.failed',
  takenBack: 'payment.takenBack',
  refundDue: 'payment.refundDue',
} as const

/** Who sees to the money of a team: its owner; of a workspace: everybody who may manage its billing. $1 team, $2 workspace. */
const readKeepers = statement<{ personId: string }>(
  'payment.keepers',
  `SELECT person_id AS "personId" FROM membership WHERE team_id = $1 AND role = 'owner' AND ended_at IS NULL
UNION SELECT person_id FROM workspace_user WHERE workspace_id = $2 AND $1::text IS NULL AND role IN ('workspaceAdmin', 'billingAdmin')
UNION SELECT a.person_id FROM account_admin a JOIN workspace w USING (account_id) WHERE w.id = $2 AND $1::text IS NULL`,
)

export async function readKeepersOf(
  db: Database,
  { workspaceId, teamId }: { workspaceId: string; teamId: string | null },
): Promise<readonly string[]> {
  return (await readKeepers(db, [teamId, workspaceId])).map(({ personId }) => personId)
}
