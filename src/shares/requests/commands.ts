import { type Command, command, say } from '../../chat'
import type { Database } from '../../db'
import { inTeam, teamOption } from '../../teams'
import { listPage } from './show'

export const requestCommands = (db: Database): readonly Command[] => [
  command({
    name: 'team requests',
    description: 'List requests to share a chatbot; the owner decides them',
    options: { team: teamOption },
    run: inTeam(async (context, own) => say(await listPage(db, context, own, 0))),
  }),
]
