import { bold, type Card, ref, shorten, slash, text } from '../chat'
import { chatbotNotice, levelWords } from '../chatbots'
import type { NoticeKind, Owed } from '../notices'
import { teamsListed } from './done-views'

/** What people are told of shares; making a chatbot that is shared at once owes the first one too. */
export const shareNotices: readonly NoticeKind[] = [
  chatbotNotice('chatbot.shared', ({ chatbot, by, team, level, knowledge }) => ({
    title: `Chatbot ${chatbot} is shared with team ${team}`,
    text: text`${bold(by)} shared it: ${levelWords(level, knowledge)}. As owner of the team you pay for what its members ask.`,
  })),
  chatbotNotice(
    'chatbot.shareChanged',
    ({ chatbot, by, team, level, knowledge }) => ({
      title: `Team ${team} may now ${mayDo(level)} chatbot ${chatbot}`,
      text: text`${bold(by)} changed how it is shared: ${levelWords(level, knowledge)}.`,
    }),
    { topic: 'outcome' },
  ),
  chatbotNotice(
    'chatbot.unshared',
    ({ chatbot, by, team }) => ({
      tone: 'warning',
      title: `Chatbot ${chatbot} is no longer shared with team ${team}`,
      text: text`${bold(by)} ended the share.`,
    }),
    { topic: 'outcome' },
  ),
  chatbotNotice('chatbot.sharedWithYou', ({ chatbot, by, level, knowledge }) => ({
    title: `Chatbot ${chatbot} is shared with you`,
    text: text`${bold(by)} shared it with you: ${levelWords(level, knowledge)}.`,
  })),
  chatbotNotice('chatbot.sharedWithYouOtherwise', ({ chatbot, by, level, knowledge }) => ({
    title: `You may now ${mayDo(level)} chatbot ${chatbot}`,
    text: text`${bold(by)} changed how it is shared: ${levelWords(level, knowledge)}.`,
  })),
  { name: 'chatbot.unsharedFromYou', draw: async (owed) => ({ card: unsharedFromYouCard(owed) }) },
  { name: 'chatbot.teamDeleted', draw: async (owed) => ({ card: teamDeletedCard(owed) }) },
]

/** After “may now”. */
const mayDo = (level: string) => ({ view: 'use', edit: 'edit', full: 'manage' })[level] ?? 'use'

/** `teams`: of those whom it was shared with, that have it still. */
function unsharedFromYouCard({ data, subjectId }: Owed): Card {
  const chatbot = shorten(String(data.chatbot))
  const teams = namesIn(data.teams)
  const ended = text`${bold(String(data.by))} ended the share with you.`
  return {
    ...(teams.length === 0 && { tone: 'warning' as const }),
    title:
      teams.length === 0
        ? `Chatbot ${chatbot} is no longer shared with you`
        : `You have chatbot ${chatbot} through ${teams.length === 1 ? 'a team' : 'teams'} only`,
    text: teams.length === 0 ? ended : text`${ended} You still have it through ${teamsListed(teams)}.`,
    context: text`In workspace ${bold(String(data.workspace))}`,
    ...(teams.length > 0 && { buttons: [{ label: 'Show', press: ref('chatbots.open', subjectId) }] }),
  }
}

/** One message for all chatbots of one owner. */
function teamDeletedCard({ data }: Owed): Card {
  const team = String(data.team)
  return {
    tone: 'warning',
    title: `Team ${shorten(team)} shares your chatbots no longer`,
    text: text`Team ${bold(team)} was deleted. ${slash('chatbot list')} shows what is yours.`,
    fields: [
      { name: 'Personal again: you pay for what is asked of them', names: namesIn(data.personal) },
      { name: 'Still shared with another team', names: namesIn(data.shared) },
    ].flatMap(({ name, names }) => (names.length > 0 ? [{ name, value: listed(names) }] : [])),
    context: text`In team ${bold(team)}`,
  }
}

const namesIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

const NAMES_SHOWN = 10

const listed = (names: readonly string[]) =>
  [
    ...names.slice(0, NAMES_SHOWN).map((name) => shorten(name)),
    ...(names.length > NAMES_SHOWN ? [`and ${names.length - NAMES_SHOWN} more`] : []),
  ].join('\n')
