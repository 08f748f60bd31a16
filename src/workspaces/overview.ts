import { decideWorkspace, isAccountAdmin, type WorkspaceRole } from '../access'
import { type Plans, planOf } from '../billing'
import {
  type Button,
  type Card,
  COMMAND_FORM,
  type Context,
  type Platform,
  ROLE_NAMES,
  ref,
  shorten,
  text,
  time,
} from '../chat'
import { type Database, statement } from '../db'
import { PLATFORM_NAMES } from '../people'
import type { Workspace } from '../scopes'
import { readSeats, type Seats, seatsWords } from '../seats'
import { listed } from './listed'
import { WORKSPACE_ROLES } from './users'

interface Overview {
  roles: readonly { role: WorkspaceRole; count: number }[]
  admins: readonly string[]
  teams: readonly string[]
  connections: readonly { name: string; platform: Platform }[]
}

/** What there is of workspace $1 of account $2. */
const readOverview = statement<Overview>(
  'workspace.overview',
  `SELECT
     (SELECT coalesce(json_agg(json_build_object('role', role, 'count', users)), '[]') FROM (
       SELECT role, count(*) AS users FROM workspace_user WHERE workspace_id = $1 GROUP BY role) counted) AS roles,
     ARRAY(SELECT p.name FROM account_admin d JOIN person p ON p.id = d.person_id WHERE d.account_id = $2
       ORDER BY lower(p.name), p.id) AS admins,
     ARRAY(SELECT name FROM team WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY lower(name), id) AS teams,
     (SELECT coalesce(json_agg(json_build_object('name', name, 'platform', platform) ORDER BY created_at, id), '[]')
      FROM connection WHERE workspace_id = $1 AND ended_at IS NULL) AS connections`,
)

export async function overviewPage(
  db: Database,
  plans: Plans,
  context: Context,
  workspace: Workspace,
): Promise<Card> {
  const [overview] = await readOverview(db, [workspace.workspaceId, workspace.accountId])
  if (!overview) throw new Error('workspace.overview returns one row')
  const { name: plan } = planOf(plans, workspace.plan)
  const seats = await readSeats({ db, plans }, workspace.workspaceId, context.at)
  return overviewCard(context, workspace, { ...overview, plan, seats })
}

function overviewCard(
  { actor, home }: Pick<Context, 'actor' | 'home'>,
  workspace: Workspace,
  { plan, seats, roles, admins, teams, connections }: Overview & { plan: string; seats: Seats | null },
): Card {
  const { workspaceName, createdAt } = workspace
  const held = WORKSPACE_ROLES.map(({ value, label }) => ({
    label,
    count: roles.find(({ role }) => role === value)?.count ?? 0,
  })).filter(({ count }) => count > 0)
  const total = held.reduce((sum, { count }) => sum + count, 0)
  return {
    title: `Workspace ${shorten(workspaceName, 100)}`,
    fields: [
      { name: 'Plan', value: plan },
      ...(seats ? [{ name: 'Seats', value: `${seatsWords(seats)} taken; account admins need none` }] : []),
      { name: 'Your role', value: standingOf(actor, workspace) },
      {
        name: 'Users',
        value: `${total}${total > 0 ? ` (${held.map(({ label, count }) => `${count} ${label}`).join(', ')})` : ''}`,
      },
      { name: 'Account admins', value: listed(admins) },
      { name: 'Teams', value: teams.length === 0 ? 'None yet' : `${teams.length} (${listed(teams)})` },
      {
        name: 'Connected with',
        value:
          connections.length === 0
            ? 'Nothing yet'
            : listed(connections.map(({ name, platform }) => `${name} (${PLATFORM_NAMES[platform]})`)),
      },
    ],
    ...placesFor(actor, workspace),
    context: text`Since ${time(createdAt, 'absolute')}`,
    buttons: buttonsFor({ actor, home }, workspace),
  }
}

/** What belongs to the workspace, for those who may see it: each is another feature's list. */
const PLACES = [
  { label: 'Agents', action: 'agent.view', press: 'agents.list' },
  { label: 'Knowledge bases', action: 'knowledge.view', press: 'knowledge.bases' },
  { label: 'Threads', action: 'thread.view', press: 'threads.list' },
  { label: 'Billing', action: 'billing.view', press: 'usage.workspace' },
] as const

function placesFor(actor: Context['actor'], workspace: Workspace): Pick<Card, 'rows'> {
  const options = PLACES.filter(({ action }) => decideWorkspace(actor, workspace, action).allowed).map(
    ({ label, press }) => ({ label, press: ref(press, workspace.workspaceId) }),
  )
  return options.length > 0
    ? { rows: [{ text: 'What belongs to it', menu: { label: 'Open', options } }] }
    : {}
}

function standingOf(actor: Context['actor'], { accountId, workspaceId }: Workspace): string {
  const own = actor.workspaceRoles.find((role) => role.workspaceId === workspaceId)
  return [
    ...(own ? [ROLE_NAMES[own.role]] : []),
    ...(isAccountAdmin(actor, accountId) ? ['Account Admin'] : []),
  ].join(', ')
}

/** What invites asks for the workspace of the place, so that it is offered on its card only. */
function buttonsFor({ actor, home }: Pick<Context, 'actor' | 'home'>, workspace: Workspace): Button[] {
  const may = (action: Parameters<typeof decideWorkspace>[2]) =>
    decideWorkspace(actor, workspace, action).allowed
  const { workspaceId } = workspace
  const isHere = home?.workspaceId === workspaceId
  return [
    ...(may('workspace.users') ? [{ label: 'Users', press: ref('workspaces.users', workspaceId, '0') }] : []),
    ...(may('workspace.users') && isHere
      ? [{ label: 'Invite', press: ref(COMMAND_FORM, 'workspace invite') }]
      : []),
    ...(may('workspace.settings')
      ? [{ label: 'Settings', press: ref('workspaces.settings', workspaceId, '0') }]
      : []),
  ]
}
