import { type Context, isRefusal, type Option } from '../chat'
import { mayDo, whichChatbot } from '../chatbots'
import type { Database } from '../db'
import { suggestWorkspacePeople, tellApart } from '../people'
import { teamOption } from '../teams'
import { knowsPeopleOf } from './grantee'

type Workspace = { accountId: string; workspaceId: string }

/** Suggests the asker's teams, then people of the workspace by name. */
export const withOption = (db: Database) =>
  ({
    kind: 'search',
    description: 'A team of yours, or a person by name or address; your team here if left out',
    search: async (context: Context, typed: string, given: Readonly<Record<string, string>>) => [
      ...(await teamOption.search(context, typed)),
      ...(await suggestPeople(db, context, await workspaceMeant(db, context, given.chatbot), typed)),
    ],
  }) as const satisfies Option

/** The chatbot's, as far as it is clear which one; else the one spoken in. */
async function workspaceMeant(db: Database, context: Context, chatbot?: string): Promise<Workspace | null> {
  const reached = await whichChatbot(db, context, chatbot, mayDo('share'))
  return isRefusal(reached) ? context.home : reached.chatbot
}

/** Everybody there but the asker. */
export async function suggestPeople(
  db: Database,
  context: Context,
  workspace: Workspace | null,
  typed: string,
) {
  if (!workspace || !knowsPeopleOf(context, workspace)) return []
  const found = await suggestWorkspacePeople(db, workspace, typed)
  return tellApart(found.filter(({ personId }) => personId !== context.actor.personId))
}
