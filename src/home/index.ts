import { decideTeam, decideWorkspace } from '../access'
import {
  type Button,
  bold,
  type Card,
  COMMAND_FORM,
  type Context,
  command,
  LIMITS,
  ROLE_NAMES,
  type Row,
  ref,
  say,
  shorten,
  slash,
  type Text,
  text,
} from '../chat'
import type { FeatureParts } from '../feature'
import type { Inbox } from '../notices'
import { whichTeam } from '../teams'
import { asks, helpFields } from './help'

/** Rows of what waits, at most, before the rest is left to `/inbox`; the others are teams and help. */
const WAITING_SHOWN = 3

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
  const help = [{ name: 'Your teams', value: teamsLine(context) }, ...helpFields(context)]
  const about = { title: `Hello ${context.actor.name}`, buttons: quickButtons(context) }
  if (waiting.length === 0) return { ...about, text: 'Nothing waits for you.', fields: help }
  const shown = Math.min(waiting.length, WAITING_SHOWN, LIMITS.rows - help.length)
  return {
    ...about,
    text: waitingLine(waiting.length, shown),
    // Fields would stand above the rows: what waits comes first.
    rows: [
      ...waiting.slice(0, shown),
      ...help.map(({ name, value }) => ({ text: text`${bold(name)}\n${value}` })),
    ],
  }
}

function waitingLine(count: number, shown: number): Text {
  if (count === 1) return 'One thing waits for you:'
  if (count === shown) return `${count} things wait for you:`
  return text`${String(count)} things wait for you, all in ${slash('inbox')}. The first ${String(shown)}:`
}

const TEAMS_SHOWN = 5

function teamsLine({ actor }: Context): Text {
  const { teamRoles } = actor
  if (teamRoles.length === 0) return text`None yet. ${slash('team create')} makes one.`
  const lines = teamRoles
    .slice(0, TEAMS_SHOWN)
    .map((team) => text`${bold(shorten(team.teamName))} — ${ROLE_NAMES[team.role]}`)
  const more = teamRoles.length - TEAMS_SHOWN
  const all = more > 0 ? [...lines, text`and ${String(more)} more: ${slash('whoami')}`] : lines
  return all.reduce((sum, line) => text`${sum}\n${line}`)
}

function quickButtons(context: Context): Button[] {
  const own = whichTeam(context)
  const run = (label: string, name: string): Button => ({ label, press: ref(COMMAND_FORM, name) })
  const ask = asks(context) ? [run('Ask a chatbot', 'ask')] : []
  const team = 'refused' in own ? [] : [run('Team', 'team overview')]
  const invite =
    !('refused' in own) && decideTeam(own, 'member.invite').allowed
      ? [run('Invite people', 'team invite')]
      : []
  const { home, actor } = context
  const connects = home !== null && decideWorkspace(actor, home, 'workspace.settings').allowed
  const connect: Button[] = connects
    ? [{ label: 'Connect Slack or Discord', press: 'connections.connect' }]
    : []
  return [...ask, ...team, ...invite, run('Who am I', 'whoami'), ...connect]
}
