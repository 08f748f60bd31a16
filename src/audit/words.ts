import type { TeamSettings } from '../access'
import { bold, type Fragment, ROLE_NAMES, SETTING_NAMES, shorten, type Text, text } from '../chat'
import type { AuditEntry } from './entity'

type Words = (data: Data) => Text
type Data = Readonly<Record<string, unknown>>

/** What each recorded action reads like after the name of whoever did it. */
const WORDS: Readonly<Record<string, Words>> = {
  'team.created': (data) => text`created the team ${name(data)}`,
  'team.deleted': (data) => text`deleted the team ${name(data)}`,
  'team.settingsChanged': (data) => text`changed the settings${changes(data)}`,
  'member.roleChanged': (data) => text`made ${name(data)} ${role(data.to)} (was ${role(data.from)})`,
  'member.removed': (data) => text`removed ${name(data)} from the team`,
  'member.left': () => 'left the team',
  'invitation.sent': (data) => text`invited ${name(data)} as ${role(data.role)}`,
  'invitation.resent': (data) => text`sent the invitation of ${name(data)} again`,
  'invitation.accepted': (data) => text`accepted the invitation of ${name(data)} as ${role(data.role)}`,
  'invitation.declined': (data) => text`declined the invitation of ${name(data)}`,
  'invitation.cancelled': (data) => text`cancelled the invitation of ${name(data)}`,
  'invitation.reminded': (data) => text`reminded ${name(data)} of the invitation`,
  'invitation.expired': (data) => text`let the invitation of ${name(data)} expire`,
  'chatbot.created': (data) => text`made the ${kind(data)} ${name(data)}${sharing(data)}`,
  'chatbot.duplicated': (data) => text`copied ${data.agent ? 'an agent' : 'a chatbot'} as ${name(data)}`,
  'chatbot.edited': (data) => text`edited the ${kind(data)} ${name(data)}`,
  'chatbot.paused': (data) => text`paused the ${kind(data)} ${name(data)}`,
  'chatbot.resumed': (data) => text`resumed the ${kind(data)} ${name(data)}`,
  'chatbot.archived': (data) => text`archived the ${kind(data)} ${name(data)}`,
  'chatbot.restored': (data) => text`restored the ${kind(data)} ${name(data)}`,
  'chatbot.deleted': (data) => text`deleted the ${kind(data)} ${name(data)}`,
  'chatbot.shared': (data) => text`shared the chatbot ${name(data)}${withWhom(data)}${sharing(data)}`,
  'chatbot.shareChanged': (data) =>
    text`changed how the chatbot ${name(data)} is shared${withWhom(data)}${sharing(data)}`,
  'chatbot.unshared': (data) => text`stopped sharing the chatbot ${name(data)}${withWhom(data)}`,
  'request.filed': (data) => text`asked to share the chatbot ${name(data)}${level(data)}`,
  'request.approved': (data) => text`approved ${request(data)}${sharing(data)}`,
  'request.denied': (data) => text`denied ${request(data)}`,
  'request.withdrawn': (data) => text`withdrew the request for the chatbot ${name(data)}`,
  'request.cancelled': (data) => text`closed ${request(data)}, because ${pointless(data)}`,
  'request.expired': (data) => text`let ${request(data)} expire`,
  'request.reminded': (data) => text`reminded the owner of ${request(data)}`,
  'request.passedOn': (data) =>
    text`passed the request for the chatbot ${name(data)} on to ${other(data.to)}`,
  'transfer.started': (data) => text`offered ${thing(data)} to ${person(data.to)}`,
  'transfer.accepted': (data) => text`accepted ${thing(data)} from ${person(data.from)}`,
  'transfer.declined': (data) => text`declined ${thing(data)} from ${person(data.from)}`,
  'transfer.cancelled': (data) => text`cancelled the offer of ${thing(data)} to ${person(data.to)}`,
  'transfer.expired': (data) => text`let the offer of ${thing(data)} to ${person(data.to)} expire`,
  'transfer.reminded': (data) => text`reminded both of the offer of ${thing(data)} to ${person(data.to)}`,
  'document.uploaded': (data) => text`added the document ${name(data)}`,
  'document.replaced': (data) => text`replaced the document ${name(data)}`,
  'document.removed': (data) => text`removed the document ${name(data)}`,
  'document.restricted': (data) =>
    text`made the document ${name(data)} ${data.access === 'everyone' ? 'open to everyone' : 'restricted'}`,
  'document.readAgain': (data) => text`had the document ${name(data)} read again`,
  'base.created': (data) => text`made the knowledge base ${name(data)}`,
  'base.edited': (data) => text`edited the knowledge base ${name(data)}`,
  'base.deleted': (data) => text`deleted the knowledge base ${name(data)}`,
  'chatbot.baseAdded': (data) => text`let the agent ${name(data)} use the knowledge base ${other(data.base)}`,
  'chatbot.baseTaken': (data) =>
    text`took the knowledge base ${other(data.base)} from the agent ${name(data)}`,
  'agent.channelSet': (data) => text`let the agent ${name(data)} answer in a channel`,
  'agent.channelLeft': (data) => text`took the agent ${name(data)} from a channel`,
  'conversation.deleted': (data) => text`deleted a conversation with the chatbot ${name(data)}`,
  'conversation.forgotten': () => 'let a conversation go that had been kept long enough',
  'topUp.entered': (data) => text`entered a top-up of ${other(data.amount)}`,
  'topUp.takenBack': (data) => text`took back ${other(data.amount)} of the top-ups`,
  'notice.sentAgain': () => 'sent a message again that had not been delivered',
  'payment.asked': (data) => text`asked to pay ${paidFor(data)}`,
  'payment.failed': (data) => text`could not pay ${paidFor(data)}`,
  'payment.arrived': (data) => text`paid ${paidFor(data)}`,
  'invoice.made': (data) => text`made an invoice of ${other(data.amount)} for the workspace ${name(data)}`,
  'workspace.planChanged': (data) =>
    text`gave the workspace ${name(data)} the plan ${other(data.to)} (was ${other(data.from)})`,
  'workspace.created': (data) => text`made the workspace ${name(data)}`,
  'workspace.renamed': (data) => text`renamed the workspace ${other(data.from)} to ${name(data)}`,
  'workspace.deleted': (data) => text`deleted the workspace ${name(data)}`,
  'workspace.settingsChanged': (data) =>
    text`let people of the workspace ${name(data)} be inactive after ${String(data.to)} days (was ${String(data.from)})`,
  'workspace.roleChanged': (data) =>
    text`made ${name(data)} ${role(data.to)} of the workspace (was ${role(data.from)})`,
  'workspace.userRemoved': (data) => text`removed ${name(data)} (${role(data.role)}) from the workspace`,
  'account.created': () => 'created the account',
  'account.adminRemoved': (data) => text`took the right of an account admin from ${name(data)}`,
  'account.left': () => 'left the account',
  'account.settingsChanged': () => 'changed the settings of the account',
  'account.deleted': (data) => text`deleted the account ${name(data)}`,
  'connection.codeIssued': () => 'made a code to connect a chat workspace',
  'connection.made': (data) =>
    text`connected ${typeof data.name === 'string' ? name(data) : 'a chat workspace'}`,
  'connection.ended': () => 'was removed from a chat workspace or server',
  'connection.disconnected': (data) => text`disconnected ${name(data)}`,
  'connection.teamChosen': (data) =>
    text`let team commands in ${name(data)} act on ${typeof data.to === 'string' ? text`team ${other(data.to)}` : 'no team by themselves'}`,
  'roleMirror.set': (data) =>
    text`let ${data.roles ? (data.teams ? 'roles and teams' : 'roles') : data.teams ? 'teams' : 'nothing'} be mirrored to ${name(data)}`,
  'roleMirror.stopped': (data) => text`could not mirror roles to ${name(data)}`,
  'connection.resumed': () => 'came back to a chat workspace or server',
  'connection.renewed': () => 'renewed the connection to a chat workspace',
  'preference.changed': () => 'changed how they are told things',
  'person.reminded': (data) => text`reminded ${name(data)}, who was away for long`,
  'review.kept': (data) => text`kept ${name(data)}, who was away for long`,
  'review.snoozed': (data) => text`put the review of ${name(data)} off`,
  'review.putBack': (data) => text`put ${name(data)} back on the list of those away for long`,
  'address.added': () => 'proved a mail address',
  'address.removed': () => 'removed a mail address',
  'identity.linked': () => 'linked a chat user',
  'identity.lifted': () => 'proved that a chat user is theirs in every account',
  'identity.unlinked': () => 'unlinked a chat user',
}

/** An action without words of its own is shown by its name: `order.refunded` reads "order refunded". */
export function describeDeed({ action, data }: Pick<AuditEntry, 'action' | 'data'>): Text {
  const words = WORDS[action]
  if (words) return words(data ?? {})
  const spoken = action
    .replace(/[._-]/g, ' ')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
  return data && typeof data.name === 'string' ? text`${spoken}: ${name(data)}` : spoken
}

/** A line has room for three names, also for long ones: `shorten` leaves 60 characters of each. */
const name = (data: Data): Fragment => other(data.name)
const other = (value: unknown): Fragment => bold(shorten(typeof value === 'string' ? value : 'somebody'))

/** What a workspace owns is called otherwise. */
const kind = ({ agent }: Data): string => (agent === true ? 'agent' : 'chatbot')

const request = (data: Data): Text =>
  text`the request of ${other(data.requester)} for the chatbot ${name(data)}`

const level = ({ level }: Data): string => (typeof level === 'string' ? ` (level ${level})` : '')

/** What made a request pointless. */
const POINTLESS: Readonly<Record<string, string>> = {
  chatbotDeleted: 'the chatbot was deleted',
  teamDeleted: 'the team was deleted',
  chatbotTransferred: 'the chatbot has another owner',
  requesterLeft: 'they left the team',
  requesterOwns: 'they own the team now',
  shared: 'it was shared directly',
}

const pointless = ({ why }: Data): string => POINTLESS[String(why)] ?? 'it had become pointless'

const person = (value: unknown): Fragment => bold(shorten(typeof value === 'string' ? value : 'somebody'))

/** With which team or person a chatbot is shared. */
function withWhom({ team, person: whom }: Data): Text {
  if (typeof team === 'string') return text` with team ${person(team)}`
  return typeof whom === 'string' ? text` with ${person(whom)}` : ''
}

/** A top-up or a plan. */
const paidFor = ({ amount, plan }: Data): Text =>
  typeof plan === 'string' ? text`for the plan ${other(plan)}` : text`${other(amount)} for a top-up`

/** What changes hands. */
const thing = (data: Data): Text => text`the ${data.what === 'team' ? 'team' : 'chatbot'} ${name(data)}`

/** E.g. " (level view, documents included)"; nothing for what is shared with nobody. */
const sharing = ({ level, knowledge }: Data): string =>
  typeof level === 'string' ? ` (level ${level}, documents ${knowledge ? 'included' : 'not included'})` : ''

const role = (value: unknown): string =>
  ROLE_NAMES[value as keyof typeof ROLE_NAMES] ?? (typeof value === 'string' ? value : 'nothing')

/** Only what became different, e.g. ": Members may upload documents on". */
function changes({ from, to }: Data): string {
  const [before, after] = [from, to] as (Partial<TeamSettings & { name: string }> | undefined)[]
  if (!before || !after) return ''
  const parts = [
    ...(before.name === after.name ? [] : [`name “${shorten(after.name ?? '')}”`]),
    ...(['memberChatbotCreation', 'memberDocumentUploads'] as const)
      .filter((setting) => before[setting] !== after[setting])
      .map((setting) => `${SETTING_NAMES[setting]} ${after[setting] ? 'on' : 'off'}`),
  ]
  return parts.length > 0 ? `: ${parts.join(', ')}` : ''
}
