import {
  decideTeam,
  decideWorkspace,
  type TeamAction,
  type TeamMembership,
  type WorkspaceAction,
} from '../access'
import { type Context, isRefusal, slash, type Text } from '../chat'
import { whichTeam } from '../teams'

type Help = { name: string; value: Text }

/** Every command that may lead somewhere for whoever asks, by what it is about. */
export function helpFields(context: Context): Help[] {
  return [
    { name: 'Team', value: commands(teamCommands(teamsMeant(context))) },
    { name: 'Chatbots', value: commands(chatbotCommands(context)) },
    ...workspaceField(context),
    ...(context.actor.accountRoles.length > 0
      ? [{ name: 'Account', value: commands(ACCOUNT_COMMANDS) }]
      : []),
    { name: 'You', value: commands(['inbox', 'profile', 'invite accept', 'link', 'whoami', 'why']) },
  ]
}

/** The teams that team commands may act on here: the usual one, or those of which one is asked for. */
function teamsMeant(context: Context): readonly TeamMembership[] {
  const own = whichTeam(context)
  if (!isRefusal(own)) return [own]
  return own.code === 'pick' ? context.actor.teamRoles : []
}

function teamCommands(teams: readonly TeamMembership[]): string[] {
  const may = (...actions: TeamAction[]) =>
    teams.some((team) => actions.some((action) => decideTeam(team, action).allowed))
  return [
    ...(teams.length > 0 ? ['team overview', 'team members'] : []),
    ...(may('member.remove') ? ['team review'] : []),
    ...(may('member.invite')
      ? ['team invite', 'team invitations', 'team role', 'team settings', 'team audit']
      : []),
    ...(may('share.decide', 'share.request') ? ['team requests'] : []),
    ...(may('team.transfer') ? ['team transfer'] : []),
    ...(may('team.billing') ? ['team billing'] : []),
    'team create',
  ]
}

/** Who is in no team makes no chatbots, but may own some or have them shared. */
const chatbotCommands = (context: Context) => [
  ...(asks(context) ? ['ask'] : []),
  'chatbot list',
  ...(teamsMeant(context).length > 0
    ? ['chatbot create', 'chatbot docs', 'chatbot share', 'chatbot access', 'chatbot transfer']
    : []),
  'chatbot history',
]

/** Whether there may be somebody they can ask: billing admins see no agents. */
export const asks = (context: Context) =>
  teamsMeant(context).length > 0 || mayInWorkspace(context, 'thread.send')

const mayInWorkspace = ({ actor }: Context, action: WorkspaceAction) =>
  actor.accountRoles.length > 0 ||
  actor.workspaceRoles.some((held) => decideWorkspace(actor, held, action).allowed)

/** Beside the overview, what each row of the workspace's matrix gives. */
const WORKSPACE_COMMANDS: readonly (readonly [WorkspaceAction, readonly string[]])[] = [
  ['agent.view', ['workspace agents']],
  ['knowledge.view', ['workspace knowledge']],
  ['thread.view', ['workspace threads']],
  [
    'workspace.users',
    ['workspace users', 'workspace review', 'workspace invite', 'workspace role', 'workspace remove'],
  ],
  ['workspace.settings', ['workspace settings']],
  ['billing.view', ['workspace billing']],
]

function workspaceField(context: Context): Help[] {
  const { accountRoles, workspaceRoles } = context.actor
  if (accountRoles.length + workspaceRoles.length === 0) return []
  const offered = WORKSPACE_COMMANDS.filter(([action]) => mayInWorkspace(context, action))
  const ruling = accountRoles.length > 0 ? ['workspace create', 'workspace rename', 'workspace delete'] : []
  return [
    {
      name: 'Workspace',
      value: commands(['workspace overview', ...offered.flatMap(([, names]) => names), ...ruling]),
    },
  ]
}

const ACCOUNT_COMMANDS = [
  'account overview',
  'account admins',
  'account invite',
  'account remove',
  'account settings',
  'account leave',
  'account delete',
]

const commands = (names: readonly string[]): Text =>
  names.flatMap((name, index) => (index === 0 ? [slash(name)] : ['  ', slash(name)]))
