import { standingAs } from '../../access'
import { auditOf } from '../../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, newId, settle } from '../../db'
import { unlessMayInAccount, whichAccount } from '../../scopes'
import { accountRoom, readSiblings, unlessFree } from './may-manage'

const insertWorkspace = defineChange(
  'workspace.create',
  `${accountRoom('$2', '$5')}, changed AS (
  INSERT INTO workspace (id, account_id, name, created_at) SELECT $1, id, $3, $4 FROM account_room RETURNING 1
)`,
)

export interface WorkspaceMade {
  workspaceId: string
  workspaceName: string
  accountName: string
}

/** A new workspace of the account with the smallest plan; nobody is a user of it yet, the account admins reach it. */
export function createWorkspace(
  db: Database,
  context: Context,
  name: string,
  account: string | undefined,
): Promise<WorkspaceMade | Refusal> {
  return settle(db, context, async (context) => {
    const own = whichAccount(context, account)
    if (isRefusal(own)) return own
    const refused = unlessMayInAccount(context, own, 'account.workspaces')
    if (refused) return refused
    const { accountId, accountName } = own
    const [siblings] = await readSiblings(db, [accountId])
    if (!siblings) return refuse({ code: 'notFound', what: 'account' })
    const taken = unlessFree(siblings, name)
    if (taken) return taken
    const workspaceId = newId(context.at)
    const outcome: WorkspaceMade = { workspaceId, workspaceName: name, accountName }
    const parameters = [workspaceId, accountId, name, isoTime(context.at), siblings.accountVersion]
    const deed = {
      action: 'workspace.created',
      subjectType: 'workspace',
      subjectId: workspaceId,
      data: { name },
    }
    await insertWorkspace(db, parameters, context, {
      reliesOn: standingAs(context.actor, accountId),
      audit: [auditOf(context, { accountId, workspaceId }, deed)],
      owed: [],
      outcome,
    })
    return outcome
  })
}
