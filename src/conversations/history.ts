import {
  bold,
  type Card,
  type Context,
  oneLine,
  PAGE_SIZE,
  pager,
  type Refusal,
  ref,
  refuse,
  shorten,
  text,
  time,
} from '../chat'
import { reachableChatbots } from '../chatbots'
import { type Database, statement } from '../db'
import { accountsOf } from '../teams'
import { questionLine } from './question-line'

export interface Listed {
  id: string
  accountId: string
  chatbot: string
  shared: boolean
  question: string
  turns: number
  lastAt: number
  total: number
}

const OWN = `c.started_by = $1 AND c.account_id = ANY($2)`
/** $3 the chatbots that the person reaches: of others they are told nothing new (R4). */
const LISTED = `c.id, c.account_id AS "accountId", CASE WHEN b.id = ANY($3) THEN b.name ELSE 'A former chatbot' END AS chatbot,
  c.shared, c.last_at AS "lastAt",
  (SELECT question FROM turn WHERE conversation_id = c.id AND asked_by = $1 ORDER BY id LIMIT 1) AS question,
  (SELECT count(*) FROM turn WHERE conversation_id = c.id AND asked_by = $1) AS turns`

const readPage = statement<Listed>(
  'conversation.page',
  `SELECT ${LISTED}, count(*) OVER () AS total FROM conversation c JOIN chatbot b ON b.id = c.chatbot_id
   WHERE ${OWN} AND b.deleted_at IS NULL ORDER BY c.last_at DESC, c.id LIMIT $4 OFFSET $5`,
)

const readOne = statement<Listed>(
  'conversation.own',
  `SELECT ${LISTED}, 1 AS total FROM conversation c JOIN chatbot b ON b.id = c.chatbot_id
   WHERE ${OWN} AND b.deleted_at IS NULL AND c.id = $4`,
)

async function boundsOf(db: Database, context: Context): Promise<unknown[]> {
  const reached = await reachableChatbots(db, context.actor)
  return [context.actor.personId, accountsOf(context), reached.map(({ chatbot }) => chatbot.id)]
}

/** A conversation that the actor has begun; nobody else's can be read or deleted here. */
export async function ownConversation(db: Database, context: Context, id: string): Promise<Listed | Refusal> {
  const [found] = await readOne(db, [...(await boundsOf(db, context)), id])
  return found ?? refuse({ code: 'notFound', what: 'conversation' })
}

/** The actor's own conversations, the latest first. */
export async function historyPage(db: Database, context: Context, page: number): Promise<Card> {
  const found = await readPage(db, [...(await boundsOf(db, context)), PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return historyPage(db, context, 0)
  const total = found[0]?.total ?? 0
  return {
    title: 'Your conversations',
    text:
      total === 0
        ? 'You have not asked a chatbot anything yet.'
        : `${total} ${total === 1 ? 'conversation' : 'conversations'}`,
    rows: found.map(({ id, chatbot, shared, question, turns, lastAt }) => ({
      text: text`${bold(shorten(chatbot, 60))}${shared ? ' in a channel' : ''}: ${questionLine(question, 120)} · ${String(turns)} ${turns === 1 ? 'question' : 'questions'}, ${time(lastAt, 'relative')}`,
      menu: {
        label: 'More',
        options: [
          { label: 'Read', press: ref('conversations.read', id) },
          { label: 'Delete', press: ref('conversations.askDelete', id) },
        ],
      },
    })),
    context: 'Only you see this list.',
    buttons: pager(page, total, (other) => ref('conversations.list', String(other))),
  }
}

const readTurns = statement<{ question: string; answer: string; askedAt: number; total: number }>(
  'conversation.turns',
  `SELECT question, answer, asked_at AS "askedAt", count(*) OVER () AS total FROM turn
   WHERE conversation_id = $1 AND asked_by = $4 ORDER BY id LIMIT $2 OFFSET $3`,
)

/** What the actor asked in it, and was answered; what others asked there is theirs. */
export async function conversationPage(
  db: Database,
  context: Context,
  own: Listed,
  page: number,
): Promise<Card> {
  const { id, chatbot } = own
  const found = await readTurns(db, [id, PAGE_SIZE, page * PAGE_SIZE, context.actor.personId])
  if (found.length === 0 && page > 0) return conversationPage(db, context, own, 0)
  return {
    title: shorten(`Conversation with ${chatbot}`, 150),
    rows: found.map(({ question, answer, askedAt }) => ({
      text: text`${bold(questionLine(question, 100))} · ${time(askedAt, 'relative')}\n${shorten(oneLine(answer), 200)}`,
    })),
    context: 'Answers are shortened here; the whole ones stand where you asked.',
    buttons: [
      ...pager(page, found[0]?.total ?? 0, (other) => ref('conversations.page', id, String(other))),
      { label: 'Delete', press: ref('conversations.askDelete', id), style: 'danger' },
    ],
  }
}
