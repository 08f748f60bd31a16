import { type Database, statement } from '../db'
import type { Conversation, Spot, Turn } from './conversation'

const byPlace = statement<Conversation>(
  'conversation.here',
  `SELECT id, account_id AS "accountId", chatbot_id AS "chatbotId", shared FROM conversation
   WHERE platform = $1 AND channel_id = $3 AND thread_id = $4 AND tenant = $2 AND ended_at IS NULL`,
)

const placeOf = ({ platform, tenant, channelId, threadId }: Spot) => [platform, tenant, channelId, threadId]

/** The conversation that goes on there. */
export async function conversationAt(db: Database, spot: Spot): Promise<Conversation | null> {
  const [found] = await byPlace(db, placeOf(spot))
  return found ?? null
}

const TURN = `t.id, t.conversation_id AS "conversationId", t.account_id AS "accountId", t.chatbot_id AS "chatbotId",
  b.name AS chatbot, c.shared, t.asked_by AS "askedBy", p.name AS asker, t.question, t.status, t.answer, t.sources, t.model,
  t.asked_at AS "askedAt"`
const FROM = `FROM turn t JOIN conversation c ON c.id = t.conversation_id JOIN chatbot b ON b.id = t.chatbot_id
  JOIN person p ON p.id = t.asked_by`

const byId = statement<Turn>('turn.read', `SELECT ${TURN} ${FROM} WHERE t.id = $1`)

/** For redrawing; who acts uses `turnFor`. */
export async function readTurn(db: Database, id: string): Promise<Turn | null> {
  const [found] = await byId(db, [id])
  return found ?? null
}

/** $2 accounts, $3 person: their own turns, and those of conversations that others read. */
const forReader = statement<Turn>(
  'turn.for',
  `SELECT ${TURN} ${FROM} WHERE t.id = $1 AND t.account_id = ANY($2) AND (t.asked_by = $3 OR c.shared)`,
)

export async function turnFor(
  db: Database,
  id: string,
  accounts: readonly string[],
  personId: string,
): Promise<Turn | null> {
  const [found] = await forReader(db, [id, accounts, personId])
  return found ?? null
}

/** What has been said in a conversation before this turn, the latest first. */
export const turnsBefore = statement<{ question: string; answer: string }>(
  'turn.before',
  `SELECT question, answer FROM turn
   WHERE conversation_id = $1 AND id < $2 AND status IN ('answered', 'stopped') ORDER BY id DESC LIMIT $3`,
)

/** $1 turn, $2 lease, $3 the text so far. Says whether it shall stop; no row: it has ended. */
export const keepAnswering = statement<{ stopAsked: boolean }>(
  'turn.keep',
  `UPDATE turn SET lease_until = $2, answer = $3 WHERE id = $1 AND status = 'answering' RETURNING stop_asked AS "stopAsked"`,
)

const endOthers = statement(
  'conversation.endOthers',
  `UPDATE conversation SET ended_at = $5
   WHERE platform = $1 AND channel_id = $3 AND thread_id = $4 AND tenant = $2 AND ended_at IS NULL AND id <> $6`,
)
const settle = statement(
  'conversation.place',
  'UPDATE conversation SET tenant = $2, channel_id = $3, thread_id = $4 WHERE id = $5 AND platform = $1 AND ended_at IS NULL',
)

/** A new conversation learns where it goes on; one that was there before is over. `at`: ISO. */
export async function placeConversation(db: Database, id: string, spot: Spot, at: string): Promise<void> {
  await endOthers(db, [...placeOf(spot), at, id])
  await settle(db, [...placeOf(spot), id])
}

export const readWindow = statement<{ startedAt: number; questions: number }>(
  'ask.window',
  'SELECT started_at AS "startedAt", questions FROM ask_window WHERE person_id = $1',
)
