import { standingAs } from '../../access'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, type OwedRow, settle } from '../../db'
import { adminIds } from '../../scopes'
import { auditOfEnding, type Ending, ending, endingParameters, eventsOfEnding, readEndings } from './ending'
import { accountRoom } from './may-manage'
import { tell } from './notices'
import { mayDelete } from './plan-deletion'

/** The name and the other workspaces are as they were decided on: of two last ones that end at once, one stays. */
const endWorkspace = defineChange(
  'workspace.delete',
  `${accountRoom('$7', '$8')}, ${ending(1)}, changed AS (
  SELECT 1 FROM ended, account_room a WHERE EXISTS (
    SELECT 1 FROM workspace w WHERE w.id = ANY($1) AND w.account_id = a.id AND w.name = $9)
)`,
)

export interface WorkspaceDeleted {
  workspaceName: string
  teams: number
  people: number
}

/** Ends a workspace for good, by its name typed out: everybody in it is told, and the account admins are. */
export function deleteWorkspace(
  db: Database,
  context: Context,
  workspaceId: string,
  typedName: string,
): Promise<WorkspaceDeleted | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayDelete(db, context, workspaceId)
    if (isRefusal(may)) return may
    const { workspace, siblings } = may
    const { accountId, workspaceName } = workspace
    if (typedName !== workspaceName) return refuse({ code: 'nameTyped', expected: workspaceName }, 'name')
    const endings = await readEndings(db, [[workspaceId]])
    const [found] = endings
    if (!found) return refuse({ code: 'notFound', what: 'workspace' })
    const { actor, place, at } = context
    const outcome: WorkspaceDeleted = {
      workspaceName,
      teams: found.teams.length,
      people: found.people.length,
    }
    const parameters = endingParameters(endings, isoTime(at), actor.personId)
    await endWorkspace(db, [...parameters, accountId, siblings.accountVersion, workspaceName], context, {
      reliesOn: standingAs(actor, accountId),
      audit: auditOfEnding({ actorId: actor.personId, platform: place.platform }, found),
      owed: [
        ...tellEverybody(context, found, await adminIds(db, [accountId])),
        ...eventsOfEnding(actor.personId, found),
      ],
      outcome,
    })
    return outcome
  })
}

/** Everybody of the workspace, with what was theirs; and the other admins of the account. */
function tellEverybody(
  context: Context,
  workspace: Ending,
  admins: readonly { personId: string }[],
): OwedRow[] {
  const known = new Set(workspace.people.map(({ personId }) => personId))
  const more = admins.filter(({ personId }) => !known.has(personId))
  return [...workspace.people, ...more.map(({ personId }) => ({ personId, chatbots: 0 }))]
    .filter(({ personId }) => personId !== context.actor.personId)
    .map(({ personId, chatbots }) => tell(context, workspace, personId, 'deleted', { chatbots }))
}
