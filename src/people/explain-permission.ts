import {
  type AccountAction,
  type Actor,
  decideWorkspace,
  isAccountAdmin,
  TEAM_MATRIX,
  type TeamAction,
  type TeamGrant,
  type TeamMembership,
  type TeamRole,
  WORKSPACE_MATRIX,
  type WorkspaceAction,
  type WorkspaceRole,
} from '../access'
import { bold, type Card, ROLE_NAMES, SETTING_NAMES, shorten, type Text, text } from '../chat'
import { ACTION_WORDS, type Action } from './action-words'
import { decideAtBest } from './offered'

/** Of whom is spoken: a name, or the asker. */
export type Subject = { name: string } | 'you'

/** Why somebody may or may not do something in a team: their role, the settings, and which role would be enough. */
export function explainTeamAction(
  subject: Subject,
  membership: Pick<TeamMembership, 'role' | 'settings' | 'teamName'>,
  action: TeamAction,
): Card {
  const { role, settings, teamName } = membership
  const grant = TEAM_MATRIX[action][role]
  return {
    ...verdict(subject, action, decideAtBest(membership, action).allowed),
    text: text`${have(subject)} ${bold(ROLE_NAMES[role])} of team ${bold(teamName)}. ${because(grant, settings)}${enough(action, grant)}`,
    context: text`In team ${bold(teamName)}`,
  }
}

function because(grant: TeamGrant, settings: TeamMembership['settings']): Text {
  const state = (setting: keyof TeamMembership['settings']) =>
    text`The setting ${bold(SETTING_NAMES[setting])} decides for this role, and it is ${settings[setting] ? 'on' : 'off'}. `
  switch (grant) {
    case 'yes':
      return 'This role is enough. '
    case 'no':
      return 'This role is not enough. '
    case 'ifSharedForEditing':
      return 'For this role, only chatbots shared with the person at level edit or full count. '
    case 'memberDocumentUploadsAndReachable':
      return text`${state('memberDocumentUploads')}And only chatbots shared with their knowledge base count. `
    default:
      return state(grant)
  }
}

const TEAM_ROLES: readonly TeamRole[] = ['owner', 'admin', 'member']

function enough(action: TeamAction, grant: TeamGrant): Text {
  if (grant === 'yes') return ''
  const roles = TEAM_ROLES.filter((role) => TEAM_MATRIX[action][role] === 'yes')
  if (roles.length === 0) return 'It is meant for members: owners and admins share directly.'
  return text`Always enough: ${roles.map((role) => ROLE_NAMES[role]).join(' or ')}.`
}

/** The same for a workspace: the roles of whom is spoken, and the workspace with its name. */
export function explainWorkspaceAction(
  subject: Subject,
  roles: Pick<Actor, 'accountRoles' | 'workspaceRoles'>,
  workspace: { accountId: string; workspaceId: string; workspaceName: string },
  action: WorkspaceAction,
): Card {
  const scope = text`workspace ${bold(workspace.workspaceName)}`
  const own = roles.workspaceRoles.find((held) => held.workspaceId === workspace.workspaceId)?.role
  const able = Object.entries(WORKSPACE_MATRIX[action]).filter(([, cell]) => cell === 'yes')
  const names = [...able.map(([role]) => ROLE_NAMES[role as WorkspaceRole]), 'Account Admin']
  const { allowed } = decideWorkspace(roles, workspace, action)
  const standing = isAccountAdmin(roles, workspace.accountId) ? 'Account Admin' : own && ROLE_NAMES[own]
  return {
    ...verdict(subject, action, allowed),
    text: text`${have(subject)} ${standing ? text`${bold(standing)} of ${scope}` : text`no role in ${scope}`}. Enough: ${names.join(', ')}.`,
    context: text`In ${scope}`,
  }
}

/** The account with the names of its admins; none where whoever asks has no role in it. */
export function explainAccountAction(
  subject: Subject,
  roles: Pick<Actor, 'accountRoles'>,
  account: { accountId: string; admins: readonly string[] },
  action: AccountAction,
): Card {
  const allowed = isAccountAdmin(roles, account.accountId)
  return {
    ...verdict(subject, action, allowed),
    text: text`${have(subject)} ${allowed ? bold('Account Admin') : 'no Account Admin'}. Enough: Account Admin.${namesOf(account.admins)}`,
  }
}

const ADMINS_NAMED = 5

function namesOf(admins: readonly string[]): string {
  if (admins.length === 0) return ''
  const more = admins.length - ADMINS_NAMED
  const named = [
    ...admins.slice(0, ADMINS_NAMED).map((name) => shorten(name)),
    ...(more > 0 ? [`${more} more`] : []),
  ]
  return ` That ${admins.length === 1 ? 'is' : 'are'} ${new Intl.ListFormat('en').format(named)}.`
}

function verdict(subject: Subject, action: Action, allowed: boolean): Pick<Card, 'title' | 'tone'> {
  const who = subject === 'you' ? 'You' : subject.name
  return {
    tone: allowed ? 'success' : 'warning',
    title: `${who} may ${allowed ? '' : 'not '}${ACTION_WORDS[action]}`,
  }
}

const have = (subject: Subject): Text => (subject === 'you' ? 'You are' : text`${bold(subject.name)} is`)
