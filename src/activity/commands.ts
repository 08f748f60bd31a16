import { type Command, command, say } from '../chat'
import type { Database } from '../db'
import { inWorkspaceOf, workspaceOption } from '../scopes'
import { inTeam, orRefuse, teamOption } from '../teams'
import { showFrom } from './draw'

export const activityCommands = (db: Database): readonly Command[] => [
  command({
    name: 'team review',
    description: 'Show the members by last activity, with roles and settings',
    options: { team: teamOption },
    run: inTeam(async (context, { teamId }) =>
      orRefuse(await showFrom(db, context, ['team', teamId], 0), (card) => say(card)),
    ),
  }),
  command({
    name: 'workspace review',
    description: 'Show the users by last activity, with roles',
    options: { workspace: workspaceOption(db) },
    run: inWorkspaceOf(db, 'workspace.users', async (context, { workspaceId }) =>
      orRefuse(await showFrom(db, context, ['workspace', workspaceId], 0), (card) => say(card)),
    ),
  }),
]
