import { type AskedIn, costMicros, type Prices, payerOf, type Tokens } from '../billing'
import type { Chatbot } from '../chatbots'
import { isoTime } from '../clock'
import { AlreadyDone, type Database, defineChange, newId, Stale } from '../db'
import type { Source, TurnStatus } from './conversation'

/** The answer and what it cost are saved together, so that no answer goes unpaid and none is paid twice. */
const saveEnd = defineChange(
  'turn.end',
  `changed AS (
  UPDATE turn SET status = $2, answer = $3, sources = $4::jsonb, input_tokens = $5, output_tokens = $6, answered_at = $7, lease_until = NULL
  WHERE id = $1 AND status = 'answering' RETURNING *
), metered AS (
  INSERT INTO usage_entry (id, account_id, workspace_id, chatbot_id, turn_id, asked_by, payer_person, payer_workspace, model,
    input_tokens, output_tokens, cost_micros, currency, at)
  SELECT $8, t.account_id, b.workspace_id, t.chatbot_id, t.id, t.asked_by, $9, $10, t.model, $5, $6, $11, $12, $7
  FROM changed t JOIN chatbot b ON b.id = t.chatbot_id
)`,
)

export interface TurnEnd {
  turnId: string
  chatbot: Chatbot
  askedIn: AskedIn
  status: Exclude<TurnStatus, 'answering'>
  answer: string
  sources: readonly Source[]
  tokens: Tokens
  prices: Prices
  at: number
}

/** Ends a turn and meters it. False: it had ended before, e.g. because this process was taken for dead. */
export async function endTurn(db: Database, end: TurnEnd): Promise<boolean> {
  const { turnId, chatbot, status, tokens, prices, at } = end
  const payer = payerOf(chatbot, end.askedIn)
  const parameters = [
    turnId,
    status,
    end.answer,
    JSON.stringify(end.sources),
    tokens.inputTokens,
    tokens.outputTokens,
    isoTime(at),
    newId(at),
    'personId' in payer ? payer.personId : null,
    'workspaceId' in payer ? payer.workspaceId : null,
    String(costMicros(prices, tokens)),
    prices.currency,
  ]
  const effects = { reliesOn: [], audit: [], owed: [], outcome: { status } }
  try {
    await saveEnd(db, parameters, { key: `turn:${turnId}:end`, at }, effects)
    return true
  } catch (error) {
    if (error instanceof Stale || error instanceof AlreadyDone) return false
    throw error
  }
}
