import type { Context } from '../chat'
import { type Database, statement } from '../db'
import type { Conversation, Spot, Turn } from './conversation'
import { spotIn } from './spot'

const CONVERSATION = `SELECT id, account_id AS "accountId", chatbot_id AS "chatbotId", shared FROM conversation`

const byPlace = statement<Conversation>(
  'conversation.here',
  `${CONVERSATION} WHERE platform = $1 AND tenant = $2 AND channel_id = $3 AND thread_id = $4
     AND ($5::text IS NULL OR started_by = $5)
   ORDER BY last_at DESC, id DESC LIMIT 1`,
)

const placeOf = ({ platform, tenant, channelId, threadId }: Spot) => [platform, tenant, channelId, threadId]

/**
 * The conversation that goes on there: of several the one that was used last. In private messages `ofPerson` names whose,
 * for two people may share them.
 */
export async function conversationAt(
  db: Database,
  spot: Spot,
  ofPerson: string | null = null,
): Promise<Conversation | null> {
  const [found] = await byPlace(db, [...placeOf(spot), ofPerson])
  return found ?? null
}

/** The asker's private conversation with this chatbot, where the place is one; null: a new one begins. */
export async function privateConversation(
  db: Database,
  { place, actor }: Pick<Context, 'place' | 'actor'>,
  chatbotId: string,
): Promise<Conversation | null> {
  const here = place.direct ? await conversationAt(db, spotIn(place), actor.personId) : null
  return here?.chatbotId === chatbotId ? here : null
}

const byIdentity = statement<Conversation>('conversation.read', `${CONVERSATION} WHERE id = $1`)

export async function readConversation(db: Database, id: string): Promise<Conversation | null> {
  const [found] = await byIdentity(db, [id])
  return found ?? null
}

const askedIn = statement<{ asked: boolean }>(
  'conversation.askedIn',
  'SELECT EXISTS (SELECT 1 FROM turn WHERE conversation_id = $1 AND asked_by = $2) AS asked',
)

/** Whether this person has asked something in a conversation. */
export async function hasAsked(db: Database, conversationId: string, personId: string): Promise<boolean> {
  const [found] = await askedIn(db, [conversationId, personId])
  return found?.asked ?? false
}

const TURN = `t.id, t.conversation_id AS "conversationId", t.account_id AS "accountId", t.chatbot_id AS "chatbotId",
  b.name AS chatbot, w.name AS workspace,
  b.owner_id IS NULL AS agent, c.shared, t.asked_by AS "askedBy", p.name AS asker, t.question, t.status, t.answer, t.sources, t.model,
  t.asked_at AS "askedAt"`
const FROM = `FROM turn t JOIN conversation c ON c.id = t.conversation_id JOIN chatbot b ON b.id = t.chatbot_id
  JOIN workspace w ON w.id = b.workspace_id JOIN person p ON p.id = t.asked_by`

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

export interface EarlierTurn {
  question: string
  answer: string
  grounds: readonly string[]
}

/** What has been said in a conversation before this turn, the latest first. */
export const turnsBefore = statement<EarlierTurn>(
  'turn.before',
  `SELECT question, answer, grounds FROM turn
   WHERE conversation_id = $1 AND id < $2 AND status IN ('answered', 'stopped') ORDER BY id DESC LIMIT $3`,
)

/** $1 turn, $2 lease, $3 the text so far. Says whether it shall stop; no row: it has ended. */
export const keepAnswering = statement<{ stopAsked: boolean }>(
  'turn.keep',
  `WITH kept AS (UPDATE turn SET lease_until = $2, answer = $3 WHERE id = $1 AND status = 'answering' RETURNING stop_asked)
   SELECT stop_asked AS "stopAsked" FROM kept`,
)

const place = statement(
  'conversation.place',
  'UPDATE conversation SET platform = $1, tenant = $2, channel_id = $3, thread_id = $4 WHERE id = $5',
)

/** A new conversation learns where it goes on. */
export async function placeConversation(db: Database, id: string, spot: Spot): Promise<void> {
  await place(db, [...placeOf(spot), id])
}

export const readWindow = statement<{ startedAt: number; questions: number }>(
  'ask.window',
  'SELECT started_at AS "startedAt", questions FROM ask_window WHERE person_id = $1',
)
