import {
  bold,
  type Card,
  type Fragment,
  PAGE_SIZE,
  pager,
  ROLE_NAMES,
  type Row,
  ref,
  shorten,
  slash,
  type Text,
  text,
  time,
} from '../../chat'
import { inWorkspaceLine, type Workspace } from '../../scopes'
import { type Seats, seatsWords } from '../../seats'
import { NAMES_LENGTH } from '../listed'
import { WORKSPACE_ROLES, type WorkspaceUser } from './user'

/** What stands above the list; `name`: only users with that in their name are listed, as far as they fit one page. */
interface Listing {
  page: number
  total: number
  name: string
  seats: Seats | null
  /** Those that wait. */
  invitations: { toWorkspace: number; toTeams: number } | undefined
}

export function usersCard(
  { workspaceId, workspaceName }: Workspace,
  users: readonly WorkspaceUser[],
  { page, total, name, seats, invitations }: Listing,
): Card {
  const people = `${total} ${total === 1 ? 'person' : 'people'}`
  const all = [people, ...(seats ? [`Seats: ${seatsWords(seats)} taken`] : []), waitingWords(invitations)]
  const found = text`${people} with ${bold(shorten(name))} in the name`
  const rest = text`${found}; these are the first. Type more of the name to see fewer.`
  return {
    title: `Users of workspace ${shorten(workspaceName, 100)}`,
    text: name === '' ? all.join('. ') : total > PAGE_SIZE ? rest : found,
    rows: users.map((user) => userRow(workspaceId, user)),
    context: text`${inWorkspaceLine(workspaceName)} · ${slash('workspace users')} with a name finds somebody`,
    buttons:
      name === ''
        ? [
            ...pager(page, total, (other) => ref('workspaces.users', workspaceId, String(other))),
            { label: 'Invitations', press: ref('invites.list', workspaceId, '0') },
            { label: 'Download as CSV', press: ref('workspaces.usersFile', workspaceId) },
          ]
        : [{ label: 'All users', press: ref('workspaces.users', workspaceId, '0') }],
  }
}

function waitingWords(
  { toWorkspace, toTeams }: NonNullable<Listing['invitations']> = { toWorkspace: 0, toTeams: 0 },
) {
  const teams = toTeams === 0 ? '' : `, and ${toTeams} to its teams`
  return `Pending invitations: ${toWorkspace}${teams}`
}

const TEAMS_SHOWN = 3
const TEAM_LENGTH = 40

function userRow(workspaceId: string, user: WorkspaceUser): Row {
  const { personId, name, role, accountAdmin, teams, lastActiveAt } = user
  const shown = teams.slice(0, TEAMS_SHOWN).map((team) => {
    const owned = team.role === 'owner' ? ' (Owner)' : ''
    return `${shorten(team.name, TEAM_LENGTH)}${owned}`
  })
  const more = teams.length - shown.length
  const inTeams =
    teams.length === 0 ? 'in no team' : [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const seen: Fragment | Text =
    lastActiveAt === null ? 'not seen in chat yet' : text`active ${time(lastActiveAt, 'relative')}`
  const others = WORKSPACE_ROLES.filter(({ value }) => value !== role)
  return {
    text: text`${bold(shorten(name, NAMES_LENGTH))} — ${ROLE_NAMES[role]}${accountAdmin ? ' and Account Admin' : ''} · ${inTeams} · ${seen}`,
    menu: {
      label: 'Change',
      options: [
        ...others.map(({ value, label }) => ({
          label: `Make ${label}`,
          press: ref('workspaces.askRole', workspaceId, personId, value),
        })),
        { label: 'Remove from workspace', press: ref('workspaces.askRemove', workspaceId, personId) },
      ],
    },
  }
}
