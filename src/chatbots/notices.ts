import { bold, type Card, type Context, ref, shorten, type Text, text } from '../chat'
import type { OwedRow } from '../db'
import type { NoticeKind, Owed } from '../notices'
import type { Chatbot } from './chatbot'
import { levelWords } from './words'

/** What happened to a chatbot, as those concerned are told; the words come from the moment of the change. */
export type Tidings =
  | { name: 'chatbot.edited' }
  | { name: 'chatbot.statusChanged'; status: string }
  | { name: 'chatbot.deleted' }
  | { name: 'chatbot.shared' | 'chatbot.shareChanged'; team: string; level: string; knowledge: boolean }
  | { name: 'chatbot.unshared'; team: string }

/** Owes somebody a notice about the actor's deed. */
export function tell(
  context: Context,
  chatbot: Pick<Chatbot, 'id' | 'accountId' | 'name' | 'workspaceName'>,
  personId: string,
  { name, ...data }: Tidings,
): OwedRow {
  const { name: by, personId: actorId } = context.actor
  return {
    kind: 'notice',
    accountId: chatbot.accountId,
    personId,
    name,
    subjectId: chatbot.id,
    data: { chatbot: chatbot.name, workspace: chatbot.workspaceName, by, ...data },
    actorId,
  }
}

export const chatbotNotices: readonly NoticeKind[] = [
  kind('chatbot.edited', ({ chatbot, by }) => ({
    title: `Chatbot ${chatbot} was changed`,
    text: text`${bold(by)} edited its settings.`,
  })),
  kind('chatbot.statusChanged', ({ chatbot, by, status }) => ({
    title: `Chatbot ${chatbot} is ${status} now`,
    text: text`${bold(by)} did this.`,
  })),
  kind('chatbot.deleted', ({ chatbot, by }) => ({
    tone: 'warning',
    title: `Chatbot ${chatbot} was deleted`,
    text: text`${bold(by)} deleted it, with its documents and conversations.`,
  })),
  kind('chatbot.shared', ({ chatbot, by, team, level, knowledge }) => ({
    title: `Chatbot ${chatbot} is shared with team ${team}`,
    text: text`${bold(by)} shared it: ${levelWords(level, knowledge)}. What the team asks it is paid by the owner of the team.`,
  })),
  kind('chatbot.shareChanged', ({ chatbot, by, team, level, knowledge }) => ({
    title: `Chatbot ${chatbot} is shared with team ${team} in another way`,
    text: text`${bold(by)} changed it: ${levelWords(level, knowledge)}.`,
  })),
  kind('chatbot.unshared', ({ chatbot, by, team }) => ({
    tone: 'warning',
    title: `Chatbot ${chatbot} is no longer shared with team ${team}`,
    text: text`${bold(by)} ended the share.`,
  })),
]

type Words = ReturnType<typeof read>

function kind(name: Tidings['name'], draw: (words: Words) => Card): NoticeKind {
  return {
    name,
    draw: async (owed) => {
      const words = read(owed)
      const open = { label: 'Show', press: ref('chatbots.open', owed.subjectId) }
      const card = draw(words)
      return {
        card: { ...card, context: scope(words), ...(name !== 'chatbot.deleted' && { buttons: [open] }) },
      }
    },
  }
}

/** Scope belongs into every message (B17). */
const scope = ({ team, workspace }: Words): Text =>
  team ? text`In team ${bold(team)}` : text`In workspace ${bold(workspace)}`

function read({ data }: Owed) {
  const word = (name: string) => String(data[name] ?? '')
  return {
    chatbot: shorten(word('chatbot')),
    by: word('by'),
    team: shorten(word('team')),
    workspace: word('workspace'),
    status: word('status'),
    level: word('level'),
    knowledge: data.knowledge === true,
  }
}
