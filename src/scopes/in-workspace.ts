import type { WorkspaceAction } from '../access'
import { type Answer, bold, type Context, isRefusal, type Refusal, type Text, text } from '../chat'
import type { Database } from '../db'
import { reachedWorkspace, unlessMay, whichWorkspace } from './which-workspace'
import type { Workspace } from './workspace'

type Go = (context: Context, workspace: Workspace, given: Args) => Promise<Answer | Refusal>
type Args = Readonly<Record<string, string | undefined>>

/** First step of every command: which workspace is meant, and that the actor may do this there. */
export const inWorkspaceOf =
  (db: Database, action: WorkspaceAction, go: Go) =>
  async (context: Context, args: Args & { workspace?: string }): Promise<Answer | Refusal> => {
    const workspace = await whichWorkspace(db, context, args.workspace)
    if (isRefusal(workspace)) return workspace
    return unlessMay(context, workspace, action) ?? go(context, workspace, args)
  }

/** First step of every button that shows something: the workspace it names, and the same question. */
export const inNamedWorkspace =
  (
    db: Database,
    action: WorkspaceAction,
    go: (context: Context, workspace: Workspace, ids: readonly string[]) => Promise<Answer | Refusal>,
  ) =>
  async (context: Context, ids: readonly string[]): Promise<Answer | Refusal> => {
    const workspace = await reachedWorkspace(db, context, ids[0] ?? '')
    if (isRefusal(workspace)) return workspace
    return unlessMay(context, workspace, action) ?? go(context, workspace, ids)
  }

/** Scope belongs into every message (B17). */
export const inWorkspaceLine = (workspaceName: string): Text => text`In workspace ${bold(workspaceName)}`
