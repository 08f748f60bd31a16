import {
  ACCOUNT_ACTIONS,
  type AccountAction,
  TEAM_ACTIONS,
  type TeamAction,
  WORKSPACE_ACTIONS,
  type WorkspaceAction,
} from '../access'
import type { Choice } from '../chat'

export type Action = TeamAction | WorkspaceAction | AccountAction

/** Every action as it reads after "may". */
export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  'chatbot.view': "see the team's chatbots",
  'chatbot.use': "use the team's chatbots",
  'chatbot.edit': 'edit shared chatbots',
  'chatbot.create': 'create chatbots',
  'document.upload': 'upload documents',
  'chatbot.deleteOwn': 'delete own chatbots',
  'chatbot.deleteTeam': "delete other people's team chatbots",
  'member.invite': 'invite people',
  'member.remove': 'remove members',
  'member.changeRole': 'change roles',
  'team.settings': 'change the team settings',
  'team.billing': "see and pay the team's bills",
  'team.delete': 'delete the team',
  'team.transfer': 'hand the team over',
  'chatbot.shareDirectly': 'share chatbots with the team directly',
  'share.request': 'ask to share a chatbot with the team',
  'share.decide': 'decide requests to share',
  'team.leave': 'leave the team',
  'workspace.view': 'see the workspace',
  'workspace.users': 'manage the users of the workspace',
  'workspace.settings': 'change the workspace settings',
  'knowledge.view': 'see knowledge bases',
  'knowledge.manage': 'manage knowledge bases',
  'source.manage': 'manage sources and files',
  'agent.view': 'see agents',
  'agent.manage': 'manage agents',
  'agent.parts': 'manage prompts, skills and channels of agents',
  'billing.view': 'see invoices and usage',
  'billing.manage': 'manage payment and plan',
  'thread.view': 'see the chats of agents',
  'thread.send': 'chat with agents',
  'thread.delete': 'delete chats of agents',
  'account.users': 'manage account admins',
  'account.settings': 'change the account settings',
  'account.workspaces': 'create, rename and delete workspaces',
}

export const isTeamAction = (action: Action): action is TeamAction => includes(TEAM_ACTIONS, action)
export const isWorkspaceAction = (action: Action): action is WorkspaceAction =>
  includes(WORKSPACE_ACTIONS, action)

const includes = (list: readonly string[], action: Action) => list.includes(action)

const ACTIONS: readonly Action[] = [...TEAM_ACTIONS, ...WORKSPACE_ACTIONS, ...ACCOUNT_ACTIONS]

/** The one action that a typed id or wording means. */
export function findAction(typed: string): Action | undefined {
  const folded = typed.trim().toLowerCase()
  const exact = ACTIONS.find(
    (action) => action.toLowerCase() === folded || ACTION_WORDS[action].toLowerCase() === folded,
  )
  const [only, ...others] = matching(folded)
  return exact ?? (others.length === 0 ? only : undefined)
}

export const suggestActions = (typed: string): readonly Choice[] =>
  matching(typed.trim().toLowerCase()).map((action) => ({
    value: action,
    label: `${ACTION_WORDS[action]} (${action})`,
  }))

const matching = (folded: string) =>
  ACTIONS.filter((action) => `${action} ${ACTION_WORDS[action]}`.toLowerCase().includes(folded))
