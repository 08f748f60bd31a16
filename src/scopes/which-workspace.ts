import { decideWorkspace, type WorkspaceAction } from '../access'
import { type Choice, type Context, type Option, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { readWorkspaces, type Workspace } from './workspace'

/** The `workspace:` option that every workspace command has. */
export const workspaceOption = (db: Database) =>
  ({
    kind: 'search',
    description: 'Which workspace, when you are in several',
    named: true,
    search: async (context: Context, typed: string) => {
      const folded = typed.toLowerCase()
      return (await reachedWorkspaces(db, context))
        .filter(({ workspaceName }) => workspaceName.toLowerCase().includes(folded))
        .map(choiceOf)
    },
  }) as const satisfies Option

/** Those in which the actor has a role, and all of the accounts they administer (F124); no others exist for them (R21). */
const reachedWorkspaces = (db: Database, { actor }: Pick<Context, 'actor'>): Promise<readonly Workspace[]> =>
  readWorkspaces(db, [
    actor.workspaceRoles.map(({ workspaceId }) => workspaceId),
    actor.accountRoles.map(({ accountId }) => accountId),
  ])

/**
 * The workspace that is named; else that of the place, in a direct message the only one there is for the actor. Another one
 * than the place's is never meant by itself: the actor picks.
 */
export async function whichWorkspace(
  db: Database,
  context: Context,
  typed: string | undefined,
): Promise<Workspace | Refusal> {
  const reached = await reachedWorkspaces(db, context)
  const { home } = context
  const here = reached.find(({ workspaceId }) => workspaceId === home?.workspaceId)
  if (typed === undefined && here) return here
  const fitting = typed === undefined ? reached : named(reached, typed)
  const [only, ...others] = fitting
  if (!only) return unknown(reached, typed)
  if (others.length === 0 && (typed !== undefined || home === null)) return only
  return refuse({ code: 'pick', option: 'workspace', choices: fitting.map(choiceOf) })
}

/** The whole name before its beginning. */
function named(reached: readonly Workspace[], typed: string): readonly Workspace[] {
  const folded = typed.toLowerCase()
  const exact = reached.filter(
    ({ workspaceId, workspaceName }) => workspaceId === typed || workspaceName.toLowerCase() === folded,
  )
  if (exact.length > 0) return exact
  return reached.filter(({ workspaceName }) => workspaceName.toLowerCase().startsWith(folded))
}

const unknown = (reached: readonly Workspace[], typed: string | undefined) =>
  refuse({
    code: 'notFound',
    what: 'workspace',
    ...(typed !== undefined && { typed, known: reached.map(({ workspaceName }) => workspaceName) }),
  })

/** The workspace of a button. */
export async function reachedWorkspace(
  db: Database,
  context: Pick<Context, 'actor'>,
  workspaceId: string,
): Promise<Workspace | Refusal> {
  const found = (await reachedWorkspaces(db, context)).find((each) => each.workspaceId === workspaceId)
  return found ?? refuse({ code: 'notFound', what: 'workspace' })
}

/** Why the actor may not do this there; undefined when they may. */
export function unlessMay(
  { actor }: Pick<Context, 'actor'>,
  workspace: Workspace,
  action: WorkspaceAction,
): Refusal | undefined {
  const decision = decideWorkspace(actor, workspace, action)
  if (decision.allowed) return undefined
  return refuse({
    code: 'denied',
    reason: decision.reason,
    scope: `workspace ${workspace.workspaceName}`,
  })
}

const choiceOf = ({ workspaceId, workspaceName }: Workspace): Choice => ({
  value: workspaceId,
  label: workspaceName,
})
