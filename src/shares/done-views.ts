import { bold, type Card, shorten, text } from '../chat'
import { levelWords, sharingPress, showButton } from '../chatbots'
import type { ChatbotShared } from './share-chatbot'
import type { ChatbotUnshared } from './unshare-chatbot'

type To = ChatbotShared['to']

const nameIn = ({ kind, name }: To) => `${kind === 'team' ? 'team ' : ''}${shorten(name, 50)}`

export const sharedCard = ({ id, name, to, level, knowledge, already }: ChatbotShared): Card => ({
  tone: 'success',
  title: `Chatbot ${shorten(name, 50)} is ${already ? 'already ' : ''}shared with ${nameIn(to)}`,
  text: `${levelWords(level, knowledge)}. ${PAYS[to.kind]}`.replace(/^l/, 'L'),
  ...(to.kind === 'team' && { context: text`In team ${bold(to.name)}` }),
  buttons: [{ label: 'Sharing', press: sharingPress(id) }, showButton(id)],
})

const PAYS = {
  team: 'The owner of the team pays for what its members ask.',
  person: 'You pay for what they ask, unless a team of theirs has it too.',
} as const

export const unsharedCard = ({ name, to, left }: ChatbotUnshared): Card => ({
  tone: 'success',
  title: `Chatbot ${shorten(name, 50)} is not shared with ${nameIn(to)} any more`,
  text:
    to.kind === 'team'
      ? 'Its members have lost it, unless it is shared with them otherwise. The owner of the team pays for it no longer.'
      : left.length === 0
        ? 'They have lost it, unless a team of which you are no member has it too.'
        : `They still have it through ${teamsListed(left)}.`,
})

const TEAMS_NAMED = 5

/** “team Alpha”, “teams Alpha and Beta”. */
export function teamsListed(names: readonly string[]): string {
  const shown = names.slice(0, TEAMS_NAMED).map((name) => shorten(name, 50))
  const rest = names.length > TEAMS_NAMED ? [`${names.length - TEAMS_NAMED} more`] : []
  return `${names.length === 1 ? 'team' : 'teams'} ${new Intl.ListFormat('en').format([...shown, ...rest])}`
}
