import { decideTeam, decideWorkspace, type TeamAction } from '../access'
import {
  type Button,
  bold,
  type Card,
  COMMAND_FORM,
  type Context,
  command,
  ROLE_NAMES,
  type Row,
  ref,
  say,
  slash,
  type Text,
  text,
} from '../chat'
import type { FeatureParts } from '../feature'
import type { Inbox } from '../notices'
import { whichTeam } from '../teams'

/** Rows of what waits before the rest is left to `/inbox`. */
const WAITING_SHOWN = 4

/** `/rolecall`, Slack's Home tab, and the answer to a message: what waits, who I am here, what I can do. */
export function home(inbox: Inbox): FeatureParts {
  const rolecall = command({
    name: 'rolecall',
    description: 'Your start: what waits for you, your teams, what you can do',
    options: {},
    run: async (context) => say(homeCard(context, await inbox.waiting(context))),
  })
  return { chat: { commands: [rolecall] } }
}

function homeCard(context: Context, waiting: readonly Row[]): Card {
  const more = waiting.length - WAITING_SHOWN
  return {
    title: `Hello ${context.actor.name}`,
    text: waiting.length === 0 ? 'Nothing waits for you.' : `${waiting.length} waiting for you:`,
    rows: waiting.slice(0, WAITING_SHOWN),
    fields: [{ name: 'Your teams', value: teamsLine(context) }, ...helpFields(context)],
    ...(more > 0 && { context: text`${String(more)} more in ${slash('inbox')}` }),
    buttons: quickButtons(context),
  }
}

const TEAMS_SHOWN = 10

function teamsLine({ actor }: Context): Text {
  if (actor.teamRoles.length === 0) return text`None yet. ${slash('team create')} makes one.`
  const shown = actor.teamRoles.slice(0, TEAMS_SHOWN)
  const lines = shown.map((team) => text`${bold(team.teamName)} — ${ROLE_NAMES[team.role]}`)
  return lines.reduce((sum, line) => text`${sum}\n${line}`)
}

function helpFields(context: Context): { name: string; value: Text }[] {
  const own = whichTeam(context)
  const may = (...actions: TeamAction[]) =>
    !('refused' in own) && actions.some((action) => decideTeam(own, action).allowed)
  const manages = may('member.invite')
  return [
    {
      name: 'Team',
      value: commands([
        'team overview',
        'team members',
        ...(manages ? ['team invite', 'team invitations', 'team role', 'team settings', 'team audit'] : []),
        ...(may('share.decide', 'share.request') ? ['team requests'] : []),
        ...(may('team.transfer') ? ['team transfer'] : []),
        ...(may('team.billing') ? ['team billing'] : []),
        'team create',
      ]),
    },
    {
      name: 'Chatbots',
      value: commands([
        'ask',
        'chatbot list',
        'chatbot create',
        'chatbot docs',
        ...(may('chatbot.shareDirectly', 'share.request') ? ['chatbot share'] : []),
        'chatbot history',
      ]),
    },
    ...workspaceField(context),
    { name: 'You', value: commands(['inbox', 'invite accept', 'link', 'whoami', 'why']) },
  ]
}

function workspaceField({ actor }: Context): { name: string; value: Text }[] {
  const { accountRoles, workspaceRoles } = actor
  if (accountRoles.length + workspaceRoles.length === 0) return []
  const manages =
    accountRoles.length > 0 ||
    workspaceRoles.some((held) => decideWorkspace(actor, held, 'workspace.users').allowed)
  const managing = manages ? ['workspace users', 'workspace role', 'workspace remove'] : []
  return [{ name: 'Workspace', value: commands(['workspace overview', ...managing]) }]
}

const commands = (names: readonly string[]): Text =>
  names.flatMap((name, index) => (index === 0 ? [slash(name)] : ['  ', slash(name)]))

function quickButtons(context: Context): Button[] {
  const own = whichTeam(context)
  const run = (label: string, name: string): Button => ({ label, press: ref(COMMAND_FORM, name) })
  const ask = run('Ask a chatbot', 'ask')
  const team = 'refused' in own ? [] : [run('Team', 'team overview')]
  const invite =
    !('refused' in own) && decideTeam(own, 'member.invite').allowed
      ? [run('Invite people', 'team invite')]
      : []
  const { home, actor } = context
  const connects = home !== null && decideWorkspace(actor, home, 'workspace.settings').allowed
  const connect: Button[] = connects ? [{ label: 'Connect Slack or Discord', press: 'accounts.connect' }] : []
  return [ask, ...team, ...invite, run('Who am I', 'whoami'), ...connect]
}
