import { type Card, type Context, ROLE_NAMES, shorten } from '../../chat'
import { isoTime } from '../../clock'
import { csvFile } from '../../csv'
import type { Database } from '../../db'
import { inWorkspaceLine, type Workspace } from '../../scopes'
import { NAMES_LENGTH } from '../listed'
import { allUsers } from './statements'
import type { WorkspaceUser } from './user'

const COLUMNS = ['name', 'role', 'account admin', 'teams', 'user since', 'last active']

/** All users as a file for spreadsheets, with what the list shows of each. */
export async function usersFileCard(
  db: Database,
  { at }: Pick<Context, 'at'>,
  { workspaceId, workspaceName }: Workspace,
): Promise<Card> {
  const users = await allUsers(db, [workspaceId])
  return {
    title: `Users of workspace ${shorten(workspaceName, NAMES_LENGTH)}`,
    text: `${users.length} ${users.length === 1 ? 'person' : 'people'}, as of now. Times are UTC.`,
    files: [csvFile(`users-${isoTime(at).slice(0, 10)}.csv`, COLUMNS, users.map(userCells))],
    context: inWorkspaceLine(workspaceName),
  }
}

const userCells = ({
  name,
  role,
  accountAdmin,
  teams,
  joinedAt,
  lastActiveAt,
}: WorkspaceUser & { joinedAt: number }) => [
  name,
  ROLE_NAMES[role],
  accountAdmin ? 'yes' : 'no',
  teams.map((team) => `${team.name} (${ROLE_NAMES[team.role]})`).join(', '),
  isoTime(joinedAt),
  lastActiveAt === null ? '' : isoTime(lastActiveAt),
]
