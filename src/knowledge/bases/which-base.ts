import { type Choice, type Context, isRefusal, type Option, type Refusal, refuse } from '../../chat'
import type { Database } from '../../db'
import { type Workspace, whichWorkspace } from '../../scopes'
import type { ReachedSharedBase } from '../find-base'
import { reachedSharedBases } from './repository'

/** Names a base of the workspace that is meant; also takes an id. */
export const baseOption = (db: Database) =>
  ({
    kind: 'search',
    description: 'Whose documents to list; leave it out to see all knowledge bases',
    async search(context: Context, typed: string, { workspace: named }: Readonly<Record<string, string>>) {
      const workspace = await whichWorkspace(db, context, named)
      if (isRefusal(workspace)) return []
      const folded = typed.toLowerCase()
      return (await basesOf(db, context, workspace))
        .filter(({ base }) => base.name.toLowerCase().includes(folded))
        .map(choiceOf)
    },
  }) as const satisfies Option

/** By its id or its whole name, else by how the name begins. */
export async function whichBase(
  db: Database,
  context: Context,
  workspace: Workspace,
  typed: string,
): Promise<ReachedSharedBase | Refusal> {
  const all = await basesOf(db, context, workspace)
  const folded = typed.toLowerCase()
  const named = all.filter(({ base }) => base.id === typed || base.name.toLowerCase() === folded)
  const fitting =
    named.length > 0 ? named : all.filter(({ base }) => base.name.toLowerCase().startsWith(folded))
  const [only, ...others] = fitting
  if (!only) return refuse({ code: 'notFound', what: 'base', typed }, 'base')
  if (others.length === 0) return only
  return refuse({ code: 'pick', option: 'base', choices: fitting.map(choiceOf) })
}

const basesOf = async (db: Database, { actor }: Context, { workspaceId }: Workspace) =>
  (await reachedSharedBases(db, actor)).filter(({ base }) => base.workspaceId === workspaceId)

const choiceOf = ({ base }: ReachedSharedBase): Choice => ({ value: base.id, label: base.name })
