import { decideWorkspace, isAccountAdmin } from '../access'
import {
  bold,
  type Card,
  type Context,
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
} from '../chat'
import { type Seats, seatsWords } from '../seats'
import type { Overview } from './statements'
import { WORKSPACE_ROLES, type Workspace, type WorkspaceUser } from './workspace'

/** Scope belongs into every message (B17). */
export const inWorkspace = (workspaceName: string): Text => text`In workspace ${bold(workspaceName)}`

/** A title holds 150 characters, also when two long names meet in it. */
export const NAMES_LENGTH = 60

const NAMES_SHOWN = 6

/** The first names of a list, and how many there are beside them. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => shorten(name, NAMES_LENGTH))
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

export function overviewCard(
  { actor }: Pick<Context, 'actor'>,
  workspace: Workspace,
  { plan, seats, roles, admins, teams, connections }: Overview & { plan: string; seats: Seats | null },
): Card {
  const { accountId, workspaceId, workspaceName, createdAt } = workspace
  const held = WORKSPACE_ROLES.map(({ value, label }) => ({
    label,
    count: roles.find(({ role }) => role === value)?.count ?? 0,
  })).filter(({ count }) => count > 0)
  const total = held.reduce((sum, { count }) => sum + count, 0)
  const own = actor.workspaceRoles.find((role) => role.workspaceId === workspaceId)
  const standing = [
    ...(own ? [ROLE_NAMES[own.role]] : []),
    ...(isAccountAdmin(actor, accountId) ? ['Account Admin'] : []),
  ]
  const managesUsers = decideWorkspace(actor, workspace, 'workspace.users').allowed
  return {
    title: `Workspace ${shorten(workspaceName, 100)}`,
    fields: [
      { name: 'Plan', value: plan },
      ...(seats ? [{ name: 'Seats', value: taken(seats) }] : []),
      { name: 'Your role', value: standing.join(', ') },
      {
        name: 'Users',
        value: `${total}${total > 0 ? `: ${held.map(({ label, count }) => `${count} ${label}`).join(', ')}` : ''}`,
      },
      { name: 'Account admins', value: listed(admins) },
      { name: 'Teams', value: teams.length === 0 ? 'None yet' : `${teams.length}: ${listed(teams)}` },
      {
        name: 'Connected with',
        value:
          connections.length === 0
            ? 'Nothing yet'
            : listed(connections.map(({ name, platform }) => `${name} (${PLATFORMS[platform]})`)),
      },
    ],
    context: text`Since ${time(createdAt, 'absolute')}`,
    ...(managesUsers && { buttons: [{ label: 'Users', press: ref('workspaces.users', workspaceId, '0') }] }),
  }
}

const taken = (seats: Seats) => `${seatsWords(seats)} taken`

const PLATFORMS = { slack: 'Slack', discord: 'Discord' } as const

/** `name`: only users with that in their name are listed, as far as they fit one page. */
export function usersCard(
  { workspaceId, workspaceName }: Workspace,
  users: readonly WorkspaceUser[],
  { page, total, name, seats }: { page: number; total: number; name: string; seats: Seats | null },
): Card {
  const people = `${total} ${total === 1 ? 'person' : 'people'}`
  const all = seats ? `${people}. Seats: ${taken(seats)}` : people
  const found = text`${people} with ${bold(shorten(name))} in the name`
  const rest = text`${found}; these are the first. Type more of the name to see fewer.`
  return {
    title: `Users of workspace ${shorten(workspaceName, 100)}`,
    text: name === '' ? all : total > PAGE_SIZE ? rest : found,
    rows: users.map((user) => userRow(workspaceId, user)),
    context: text`${inWorkspace(workspaceName)} · ${slash('workspace users')} with a name finds somebody`,
    buttons:
      name === ''
        ? pager(page, total, (other) => ref('workspaces.users', workspaceId, String(other)))
        : [{ label: 'All users', press: ref('workspaces.users', workspaceId, '0') }],
  }
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
