import { type Decision, decideAccount, decideTeam, decideWorkspace, standingAs, standingIn } from '../access'
import { type Context, type Findable, type Refusal, refuse, scopeWords } from '../chat'
import { type Database, type Standing, statement } from '../db'
import { accountsOf } from '../teams'
import type { InvitationScope } from './invitation'

/** The scope as it is now, and the actor's right to invite into it. */
export interface MayInvite {
  scope: InvitationScope
  /** Grows whenever somebody is invited or comes in. */
  version: number
  reliesOn: readonly Standing[]
}

const readScope = statement<InvitationScope & { version: number }>(
  'invitation.scope',
  `SELECT kind, id, account_id AS "accountId", workspace_id AS "workspaceId", name, version FROM (
  SELECT 'team' AS kind, id, account_id, workspace_id, name, version, deleted_at FROM team WHERE id = $1
  UNION ALL SELECT 'workspace', id, account_id, id, name, version, deleted_at FROM workspace WHERE id = $1
  UNION ALL SELECT 'account', id, id, NULL, name, version, deleted_at FROM account WHERE id = $1
) scope WHERE account_id = ANY($2) AND deleted_at IS NULL`,
)

/** Whether the actor may invite into a scope now, and manage its invitations. Outside of it, there is no such thing (R21). */
export async function mayInvite(
  db: Database,
  context: Pick<Context, 'actor'>,
  scopeId: string,
  what: Findable,
): Promise<MayInvite | Refusal> {
  const [found] = await readScope(db, [scopeId, accountsOf(context)])
  if (!found) return refuse({ code: 'notFound', what })
  const { version, ...scope } = found
  const { decision, reliesOn } = rightIn(context, scope)
  if (decision.allowed) return { scope, version, reliesOn }
  const { reason } = decision
  return reason.code === 'notInScope'
    ? refuse({ code: 'notFound', what })
    : refuse({ code: 'denied', reason, scope: scopeWords(scope) })
}

function rightIn(
  { actor }: Pick<Context, 'actor'>,
  { kind, id, accountId }: InvitationScope,
): { decision: Decision; reliesOn: readonly Standing[] } {
  if (kind === 'account')
    return {
      decision: decideAccount(actor, accountId, 'account.users'),
      reliesOn: standingAs(actor, accountId),
    }
  if (kind === 'workspace') {
    const workspace = { accountId, workspaceId: id }
    return {
      decision: decideWorkspace(actor, workspace, 'workspace.users'),
      reliesOn: standingIn(actor, workspace),
    }
  }
  const own = actor.teamRoles.find(({ teamId }) => teamId === id)
  return { decision: decideTeam(own, 'member.invite'), reliesOn: own ? [own] : [] }
}
