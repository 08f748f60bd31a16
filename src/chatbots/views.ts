import { isAccountAdmin } from '../access'
import { payerOf } from '../billing'
import { type Card, ROLE_NAMES, shorten, text, time } from '../chat'
import { type Chatbot, type ChatbotStatus, type Grant, ownerWords } from './chatbot'
import { mainButtons, moreMenu } from './menus'
import { type AgentReach, type Reach, type ReachedChatbot, scopeOf, seenGrants, teamsOf } from './reach'
import { decideChatbot } from './rules'
import { keepWords, kindName, scopeLine } from './words'

export const STATUS_NAMES: Record<ChatbotStatus, string> = {
  active: 'Active',
  paused: 'Paused',
  archived: 'Archived',
}

type Field = NonNullable<Card['fields']>[number]

export function chatbotCard(
  reached: ReachedChatbot,
  counts: { documents: number; bases: number; conversations: number },
): Card {
  const { chatbot, reach } = reached
  const { description, instructions } = chatbot
  const more = moreMenu(reached)
  return {
    title: `${kindName(reach.agent !== null)} ${chatbot.name}`,
    ...(description && { text: description }),
    fields: [
      { name: 'Status', value: STATUS_NAMES[chatbot.status] },
      ...(reach.agent ? agentFields(reach.agent) : ownedFields(reached)),
      { name: 'Instructions', value: instructions ? shorten(instructions, 600) : 'None' },
      {
        name: 'Answers',
        value: chatbot.sourcesOnly ? 'Only what its documents say' : 'Also from what the model knows',
      },
      { name: 'Conversations', value: `${counts.conversations}, kept ${keepWords(chatbot.keepDays)}` },
      { name: 'Documents', value: documentsWords(reach, counts) },
    ],
    ...(more.options.length > 0 && { rows: [{ text: 'What else you may do with it', menu: more }] }),
    context: text`${scopeLine(scopeOf(reached))} · made ${time(chatbot.createdAt, 'absolute')}`,
    buttons: mainButtons(reached),
  }
}

const ownedFields = (reached: ReachedChatbot): Field[] => {
  const { chatbot, reach } = reached
  return [
    { name: 'Owner', value: reach.own ? 'You' : ownerWords(chatbot) },
    { name: 'Your level', value: reach.own ? 'Owner' : reach.level },
    { name: 'Who pays', value: payerWords(reached) },
    { name: 'Shared with', value: sharedWords(reached) },
  ]
}

const agentFields = ({ actor, workspace }: AgentReach): Field[] => {
  const held = actor.workspaceRoles.find(({ workspaceId }) => workspaceId === workspace.workspaceId)
  const admin = isAccountAdmin(actor, workspace.accountId)
  return [
    { name: 'Owner', value: `Workspace ${shorten(workspace.workspaceName)}` },
    { name: 'Your role', value: admin || !held ? 'Account Admin' : ROLE_NAMES[held.role] },
    { name: 'Who pays', value: 'The workspace' },
    {
      name: 'Who may ask',
      value:
        'Everybody in the workspace but its billing admins; they also read what others ask, privately or not',
    },
  ]
}

/** How many there are is told to those who see them all (F95, F115). */
function documentsWords(
  reach: Reach,
  { documents: count, bases }: { documents: number; bases: number },
): string {
  if (!decideChatbot(reach, 'seeDocuments').allowed)
    return reach.agent ? 'Not shown to you' : 'Not included for you'
  const own = decideChatbot(reach, 'manageDocuments').allowed ? String(count) : `${count} for everyone`
  if (bases === 0) return own
  return `${own}, and those of ${bases} knowledge ${bases === 1 ? 'base' : 'bases'} of the workspace`
}

/** domain.md §5, in words. Who has it from a single person's share does not pay and need not know who does. */
function payerWords({ chatbot, reach }: ReachedChatbot): string {
  if (reach.own) return ownersPayerWords(chatbot)
  if (reach.teams.length === 0) return 'Not you'
  const payer = payerOf(chatbot, { here: null, teams: reach.teams.map(({ teamId }) => teamId) })
  const team = teamsOf(chatbot).find((each) => 'personId' in payer && each.ownerId === payer.personId)
  return team ? `${shorten(team.ownerName)}, owner of team ${shorten(team.name)}` : ownerWords(chatbot)
}

function ownersPayerWords(chatbot: Chatbot): string {
  const teams = teamsOf(chatbot)
  const [other, ...others] = teams.filter(({ ownerId }) => ownerId !== chatbot.ownerId)
  if (!other) return teams.length === 0 ? 'You: it is personal' : 'You'
  const theirs =
    others.length === 0
      ? `${shorten(other.ownerName)}, owner of team ${shorten(other.name)}, for what its members ask`
      : 'For what the members of a team ask, its owner'
  return `${theirs}; else you`
}

function sharedWords(reached: ReachedChatbot): string {
  const grants = seenGrants(reached)
  if (grants.length === 0) return 'Nobody'
  const shown = grants.slice(0, 5).map(grantWords)
  return [...shown, ...(grants.length > 5 ? [`and ${grants.length - 5} more`] : [])].join('\n')
}

const grantWords = ({ to, level, knowledge }: Grant) =>
  `${to.kind === 'team' ? `Team ${shorten(to.name)}` : shorten(to.name)}: ${level}, ${knowledge ? 'with' : 'without'} documents`
