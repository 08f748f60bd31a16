import { bold, type Card, shorten, slash, text } from '../chat'
import { chatbotNotice, levelWords } from '../chatbots'
import type { NoticeKind, Owed } from '../notices'

/** What people are told of shares; making a chatbot that is shared at once owes the first one too. */
export const shareNotices: readonly NoticeKind[] = [
  chatbotNotice('chatbot.shared', ({ chatbot, by, team, level, knowledge }) => ({
    title: `Chatbot ${chatbot} is shared with team ${team}`,
    text: text`${bold(by)} shared it: ${levelWords(level, knowledge)}. As owner of the team you pay for what its members ask.`,
  })),
  chatbotNotice('chatbot.shareChanged', ({ chatbot, by, team, level, knowledge }) => ({
    title: `Chatbot ${chatbot} is shared with team ${team} in another way`,
    text: text`${bold(by)} changed it: ${levelWords(level, knowledge)}.`,
  })),
  chatbotNotice('chatbot.unshared', ({ chatbot, by, team }) => ({
    tone: 'warning',
    title: `Chatbot ${chatbot} is no longer shared with team ${team}`,
    text: text`${bold(by)} ended the share.`,
  })),
  chatbotNotice('chatbot.sharedWithYou', ({ chatbot, by, level, knowledge }) => ({
    title: `Chatbot ${chatbot} is shared with you`,
    text: text`${bold(by)} shared it with you: ${levelWords(level, knowledge)}.`,
  })),
  chatbotNotice('chatbot.sharedWithYouOtherwise', ({ chatbot, by, level, knowledge }) => ({
    title: `Chatbot ${chatbot} is shared with you in another way`,
    text: text`${bold(by)} changed it: ${levelWords(level, knowledge)}.`,
  })),
  chatbotNotice(
    'chatbot.unsharedFromYou',
    ({ chatbot, by }) => ({
      tone: 'warning',
      title: `Chatbot ${chatbot} is no longer shared with you`,
      text: text`${bold(by)} ended the share. What a team of yours shares, you still have.`,
    }),
    { shown: false },
  ),
  { name: 'chatbot.teamDeleted', draw: async (owed) => ({ card: teamDeletedCard(owed) }) },
]

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
