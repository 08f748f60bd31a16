import { type BudgetOptions, type Prices, payerOf, unlessEmpty } from '../billing'
import { type Context, type Refusal, refuse } from '../chat'
import { asDecidedBy, type ReachedChatbot, standingOf } from '../chatbots'
import { isoTime } from '../clock'
import { defineChange, newId } from '../db'
import { type Conversation, LEASE_MS, QUESTIONS_PER_WINDOW, WINDOW_MS } from './conversation'
import { readWindow } from './repository'
import { askedIn } from './rules'

/**
 * The window is one row, so simultaneous questions queue up for it; a full one lets nothing through. Repeats what the
 * decision relied on: $5 chatbot, $14 its owner, $15 its grants.
 */
const saveTurn = defineChange(
  'turn.begin',
  `counted AS (
  INSERT INTO ask_window AS w (person_id, started_at, questions) VALUES ($1, $2, 1)
  ON CONFLICT (person_id) DO UPDATE SET
    started_at = CASE WHEN w.started_at <= $3 THEN $2 ELSE w.started_at END,
    questions = CASE WHEN w.started_at <= $3 THEN 1 ELSE w.questions + 1 END
  WHERE w.started_at <= $3 OR w.questions < ${QUESTIONS_PER_WINDOW} RETURNING 1
), asked AS (
  SELECT c.* FROM chatbot c WHERE ${asDecidedBy('$5', '$14', '$15')} AND c.status = 'active'
), begun AS (
  INSERT INTO conversation (id, account_id, workspace_id, chatbot_id, platform, tenant, begun_in, shared, started_by, started_at, last_at)
  SELECT $4, account_id, workspace_id, id, $7, $8, $9, $10, $1, $2, $2 FROM asked WHERE $16 RETURNING 1
), resumed AS (
  UPDATE conversation SET last_at = $2 WHERE id = $4 AND NOT $16 RETURNING 1
), changed AS (
  INSERT INTO turn (id, conversation_id, account_id, chatbot_id, asked_by, question, status, model, asked_at, lease_until)
  SELECT $6, $4, account_id, id, $1, $11, 'answering', $12, $2, $13 FROM asked
  WHERE EXISTS (SELECT 1 FROM counted) AND (EXISTS (SELECT 1 FROM begun) OR EXISTS (SELECT 1 FROM resumed)) RETURNING 1
)`,
)

export interface Begun {
  turnId: string
  conversationId: string
}

export interface Beginning {
  turnId: string
  reached: ReachedChatbot
  question: string
  model: string
  /** Null: a new one begins. */
  conversation: Conversation | null
  shared: boolean
}

/** Notes that a question is being answered, unless nothing is left to pay for it. @throws Stale, AlreadyDone */
export async function beginTurn(
  options: BudgetOptions & { prices: Prices },
  context: Context,
  beginning: Beginning,
): Promise<Begun | Refusal> {
  const { turnId, reached, question, model, conversation, shared } = beginning
  const { chatbot, reach } = reached
  const { personId } = context.actor
  const payer = payerOf(chatbot, askedIn(context))
  const teamId = 'teamId' in payer ? (payer.teamId ?? null) : null
  const [full, empty] = await Promise.all([
    windowFull(options, personId, context.at),
    unlessEmpty(options, { workspaceId: chatbot.workspaceId, teamId }, context.at),
  ])
  const refused = full ?? empty
  if (refused) return refused
  const outcome: Begun = { turnId, conversationId: conversation?.id ?? newId(context.at) }
  const { platform, tenant, channelId } = context.place
  const parameters = [
    personId,
    isoTime(context.at),
    isoTime(context.at - WINDOW_MS),
    outcome.conversationId,
    chatbot.id,
    turnId,
    platform,
    tenant ?? platform,
    channelId,
    shared,
    question,
    model,
    isoTime(context.at + LEASE_MS),
    chatbot.ownerId,
    chatbot.grants.map(({ id }) => id),
    conversation === null,
  ]
  // Who pays rests on the teams, also for its owner.
  const reliesOn = [...standingOf(reach), ...reach.teams]
  await saveTurn(options.db, parameters, context, { reliesOn, audit: [], owed: [], outcome })
  return outcome
}

async function windowFull({ db }: BudgetOptions, personId: string, at: number): Promise<Refusal | undefined> {
  const [window] = await readWindow(db, [personId])
  const retryAt = (window?.startedAt ?? 0) + WINDOW_MS
  if (!window || window.questions < QUESTIONS_PER_WINDOW || at >= retryAt) return undefined
  const limits = { limit: QUESTIONS_PER_WINDOW, minutes: WINDOW_MS / 60_000 }
  return refuse({ code: 'tooManyQuestions', ...limits, retryAt })
}
