import {
  ACCOUNT_ACTIONS,
  type AccountAction,
  decideTeam,
  TEAM_ACTIONS,
  type TeamAction,
  type TeamMembership,
  WORKSPACE_ACTIONS,
  type WorkspaceAction,
} from '../access'
import { type Choice, oneLine } from '../chat'

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

const AS_SHARED = ', as far as shared with you'

/** Some things may be done to what is shared with the person only. */
export const offeredWords = (team: TeamMembership, action: TeamAction) =>
  `${ACTION_WORDS[action]}${decideTeam(team, action).allowed ? '' : AS_SHARED}`

/** The actions that a typed id or wording may mean: the one of that name, else all with these words in any order. */
export function findActions(typed: string): readonly Action[] {
  const folded = fold(typed).replace(AS_SHARED, '')
  const exact = ACTIONS.find((action) => fold(action) === folded || fold(ACTION_WORDS[action]) === folded)
  if (exact) return [exact]
  const words = folded.split(/[\s,?]+/).filter((word) => word !== '')
  return words.length === 0
    ? []
    : ACTIONS.filter((action) => words.every((word) => wordsOf(action).includes(word)))
}

export const suggestActions = (typed: string): readonly Choice[] =>
  ACTIONS.filter((action) => wordsOf(action).includes(fold(typed))).map(choiceOf)

export const choiceOf = (action: Action): Choice => ({
  value: action,
  label: `${ACTION_WORDS[action]} (${action})`,
})

const wordsOf = (action: Action) => fold(`${action} ${ACTION_WORDS[action]}`)

/** Phones type typographic apostrophes. */
const fold = (words: string) => oneLine(words).trim().toLowerCase().replaceAll('’', "'")
