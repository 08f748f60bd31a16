import { decideTeam, isAccountAdmin } from '../access'
import { payerOf } from '../billing'
import { type Button, type Card, type Menu, ROLE_NAMES, ref, shorten, text, time } from '../chat'
import {
  type Chatbot,
  type ChatbotEvent,
  type ChatbotStatus,
  type Grant,
  ownerWords,
  possibleEvents,
} from './chatbot'
import {
  askPress,
  basesPress,
  channelsPress,
  documentsPress,
  duplicateAgentPress,
  sharingPress,
} from './elsewhere'
import { type AgentReach, type Reach, type ReachedChatbot, scopeOf, seenGrants, teamsOf } from './reach'
import { type ChatbotAction, decideChatbot, decideUnshare } from './rules'
import { keepWords, scopeLine } from './words'

export const STATUS_NAMES: Record<ChatbotStatus, string> = {
  active: 'Active',
  paused: 'Paused',
  archived: 'Archived',
}

export const EVENT_NAMES: Record<ChatbotEvent, string> = {
  pause: 'Pause',
  resume: 'Resume',
  archive: 'Archive',
  restore: 'Restore',
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
    title: `${reach.agent ? 'Agent' : 'Chatbot'} ${chatbot.name}`,
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
      { name: 'Documents', value: documentsWords(reach, counts.documents) },
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
    { name: 'Who may ask', value: 'Everybody in the workspace but its billing admins' },
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

function mainButtons({ chatbot, reach }: ReachedChatbot): Button[] {
  const { id, status } = chatbot
  const may = (action: ChatbotAction) => decideChatbot(reach, action).allowed
  const asks = status === 'active' && may('use')
  return [
    ...(asks ? [{ label: 'Ask', press: askPress(id), style: 'primary' as const }] : []),
    ...(may('edit') ? [{ label: 'Edit', press: ref('chatbots.edit', id) }] : []),
    ...(may('seeDocuments') ? [{ label: 'Documents', press: documentsPress(id) }] : []),
    ...(may('versions') ? [{ label: 'Versions', press: ref('chatbots.versions', id, '0') }] : []),
  ]
}

/** Everything that the reader may do now beside showing it (F44); what is asked again when it is pressed. */
export function moreMenu(reached: ReachedChatbot): Menu {
  const { chatbot, reach } = reached
  const { id, status } = chatbot
  const may = (action: ChatbotAction) => decideChatbot(reach, action).allowed
  const sharing = may('share') || seenGrants(reached).some((grant) => decideUnshare(reach, grant).allowed)
  return {
    label: 'More',
    options: [
      ...(may('operate')
        ? possibleEvents(status).map((event) => ({
            label: EVENT_NAMES[event],
            press: ref('chatbots.status', id, event),
          }))
        : []),
      ...(sharing ? [{ label: 'Sharing', press: sharingPress(id) }] : []),
      ...(reach.agent && may('seeDocuments') ? [{ label: 'Knowledge bases', press: basesPress(id) }] : []),
      ...(reach.agent ? [{ label: 'Channels', press: channelsPress(id) }] : []),
      ...duplicating(reached),
      ...(may('delete') ? [{ label: 'Delete', press: ref('chatbots.delete', id) }] : []),
    ],
  }
}

/** An agent is copied as another agent by those who manage it, and as a chatbot of their own by others who may make one. */
function duplicating({ chatbot: { id }, reach }: ReachedChatbot): Menu['options'] {
  const own = mayCreateNear(reach) ? ref('chatbots.duplicate', id) : null
  if (!reach.agent) return own ? [{ label: 'Duplicate', press: own }] : []
  return [
    ...(decideChatbot(reach, 'edit').allowed ? [{ label: 'Duplicate', press: duplicateAgentPress(id) }] : []),
    ...(own ? [{ label: 'Copy as a chatbot of yours', press: own }] : []),
  ]
}

const mayCreateNear = ({ near }: Reach) => near.some((team) => decideTeam(team, 'chatbot.create').allowed)

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

export const grantWords = ({ to, level, knowledge }: Grant) =>
  `${to.kind === 'team' ? `Team ${shorten(to.name)}` : shorten(to.name)}: ${level}, ${knowledge ? 'with' : 'without'} documents`
