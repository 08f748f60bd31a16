import type { TeamMembership } from '../access'
import { type Context, isRefusal } from '../chat'
import type { Database } from '../db'
import { whichWorkspace } from '../scopes'
import { readWorkspace } from './roles'

/** The workspace that is meant: that of the team, of the place, else one there is for whoever acts. */
export async function workspaceHere(db: Database, context: Context, team?: TeamMembership) {
  const { home, actor } = context
  const own = team ?? home ?? actor.workspaceRoles[0]
  if (own) return readWorkspace(db, own.workspaceId)
  const only = await whichWorkspace(db, context, undefined)
  return isRefusal(only) ? undefined : only
}
