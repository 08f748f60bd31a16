import { type Context, type Refusal, refuse } from '../chat'
import type { ReachedChatbot } from '../chatbots'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, settle } from '../db'
import { type Conversation, LEASE_MS, QUESTIONS_PER_WINDOW, WINDOW_MS } from './conversation'
import { readWindow } from './repository'

/** The window is one row, so simultaneous questions queue up for it; a full one lets nothing through. */
const saveTurn = defineChange(
  'turn.begin',
  `counted AS (
  INSERT INTO ask_window AS w (person_id, started_at, questions) VALUES ($1, $2, 1)
  ON CONFLICT (person_id) DO UPDATE SET
    started_at = CASE WHEN w.started_at <= $3 THEN $2 ELSE w.started_at END,
    questions = CASE WHEN w.started_at <= $3 THEN 1 ELSE w.questions + 1 END
  WHERE w.started_at <= $3 OR w.questions < ${QUESTIONS_PER_WINDOW} RETURNING 1
), begun AS (
  INSERT INTO conversation (id, account_id, workspace_id, chatbot_id, platform, tenant, channel_id, begun_in, shared, started_by, started_at, last_at)
  SELECT $4, b.account_id, b.workspace_id, b.id, $6, $7, $8, $14, $9, $1, $2, $2 FROM chatbot b
  WHERE b.id = $5 AND NOT EXISTS (SELECT 1 FROM conversation WHERE id = $4) RETURNING 1
), resumed AS (
  UPDATE conversation SET last_at = $2 WHERE id = $4 AND chatbot_id = $5 AND ended_at IS NULL RETURNING 1
), changed AS (
  INSERT INTO turn (id, conversation_id, account_id, chatbot_id, asked_by, question, status, model, asked_at, lease_until)
  SELECT $10, $4, b.account_id, b.id, $1, $11, 'answering', $12, $2, $13 FROM chatbot b
  WHERE b.id = $5 AND b.status = 'active' AND b.deleted_at IS NULL
    AND EXISTS (SELECT 1 FROM counted) AND (EXISTS (SELECT 1 FROM begun) OR EXISTS (SELECT 1 FROM resumed)) RETURNING 1
)`,
)

export interface Begun {
  turnId: string
  conversationId: string
}

export interface Beginning {
  reached: ReachedChatbot
  question: string
  model: string
  /** Null: a new one begins. */
  conversation: Conversation | null
  shared: boolean
}

/**
 * Notes that a question is being answered; once, however often it is delivered (B2). `again`: an earlier delivery has
 * been first, and its answer is the answer.
 */
export async function beginTurn(
  db: Database,
  context: Context,
  beginning: Beginning,
): Promise<(Begun & { again: boolean }) | Refusal> {
  const { reached, question, model, conversation, shared } = beginning
  const turnId = newId(context.at)
  const begun = await settle(db, context, async (context): Promise<Begun | Refusal> => {
    const { personId } = context.actor
    const [window] = await readWindow(db, [personId])
    const until = (window?.startedAt ?? 0) + WINDOW_MS
    if (window && window.questions >= QUESTIONS_PER_WINDOW && context.at < until)
      return refuse({
        code: 'tooManyQuestions',
        limit: QUESTIONS_PER_WINDOW,
        minutes: WINDOW_MS / 60_000,
        retryAt: until,
      })
    const outcome: Begun = { turnId, conversationId: conversation?.id ?? newId(context.at) }
    const { platform, tenant, channelId } = context.place
    const parameters = [
      personId,
      isoTime(context.at),
      isoTime(context.at - WINDOW_MS),
      outcome.conversationId,
      reached.chatbot.id,
      platform,
      tenant ?? platform,
      // Nowhere yet: a thread begins with the answer.
      `${channelId}/${turnId}`,
      shared,
      turnId,
      question,
      model,
      isoTime(context.at + LEASE_MS),
      channelId,
    ]
    await saveTurn(db, parameters, context, { reliesOn: reached.reach.teams, audit: [], owed: [], outcome })
    return outcome
  })
  return 'refused' in begun ? begun : { ...begun, again: begun.turnId !== turnId }
}
