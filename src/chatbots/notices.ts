import { bold, type Card, type Context, ref, shorten, type Text, text } from '../chat'
import type { OwedRow } from '../db'
import type { NoticeKind, NoticeTopic, Owed } from '../notices'
import type { Chatbot } from './chatbot'

/** What happened to a chatbot, as those concerned are told; the words come from the moment of the change. */
export interface Tidings {
  /** Of the notice: a kind below, or one of `src/shares`. */
  name: string
  status?: string
  team?: string
  level?: string
  knowledge?: boolean
  /** Names. */
  teams?: readonly string[]
}

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
  chatbotNotice(
    'chatbot.edited',
    ({ chatbot, by }) => ({
      title: `Chatbot ${chatbot} was changed`,
      text: text`${bold(by)} edited its settings.`,
    }),
    { topic: 'outcome' },
  ),
  chatbotNotice(
    'chatbot.statusChanged',
    ({ chatbot, by, status }) => ({
      title: `Chatbot ${chatbot} is ${status} now`,
      text: text`${bold(by)} did this.`,
    }),
    { topic: 'outcome' },
  ),
  chatbotNotice(
    'chatbot.deleted',
    ({ chatbot, by }) => ({
      tone: 'warning',
      title: `Chatbot ${chatbot} was deleted`,
      text: text`${bold(by)} deleted it, with its documents and conversations.`,
    }),
    { shown: false },
  ),
]

type Words = ReturnType<typeof read>

/** `shown`: with a button to the chatbot, for those who reach it still. */
export function chatbotNotice(
  name: string,
  draw: (words: Words) => Card,
  { shown = true, topic }: { shown?: boolean; topic?: NoticeTopic } = {},
): NoticeKind {
  return {
    name,
    ...(topic && { topic }),
    draw: async (owed) => {
      const words = read(owed)
      const open = { label: 'Show', press: ref('chatbots.open', owed.subjectId) }
      return { card: { ...draw(words), context: scope(words), ...(shown && { buttons: [open] }) } }
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
