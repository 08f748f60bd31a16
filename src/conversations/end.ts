import { type AskedIn, costMicros, type Prices, payerOf, type Tokens } from '../billing'
import type { Chatbot } from '../chatbots'
import { isoTime } from '../clock'
import { AlreadyDone, type Database, defineChange, newId, Stale } from '../db'
import type { Source, TurnStatus } from './conversation'

/**
 * The answer and what it cost are saved together, so that no answer goes unpaid and none is paid twice; also when its
 * conversation was deleted meanwhile.
 */
const saveEnd = defineChange(
  'turn.end',
  `ended AS (
  UPDATE turn SET status = $2, answer = $3, sources = $4::jsonb, grounds = $16, input_tokens = $5, output_tokens = $6,
    answered_at = $7, lease_until = NULL
  WHERE id = $1 AND status = 'answering' RETURNING 1
), changed AS (
  INSERT INTO usage_entry (id, account_id, workspace_id, chatbot_id, turn_id, asked_by, payer_person, payer_workspace, model,
    input_tokens, output_tokens, cost_micros, currency, at)
  SELECT $8, account_id, workspace_id, id, $1, $13, $9, $10, $14, $5, $6, $11, $12, $7 FROM chatbot
  WHERE id = $15 AND (EXISTS (SELECT 1 FROM ended) OR NOT EXISTS (SELECT 1 FROM turn WHERE id = $1)) RETURNING 1
)`,
)

export interface TurnEnd {
  turnId: string
  chatbot: Chatbot
  askedIn: AskedIn
  status: Exclude<TurnStatus, 'answering'>
  answer: string
  sources: readonly Source[]
  grounds: readonly string[]
  askedBy: string
  model: string
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
    end.askedBy,
    end.model,
    chatbot.id,
    end.grounds,
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
