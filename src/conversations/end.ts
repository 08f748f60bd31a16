import {
  type AskedIn,
  type BudgetOptions,
  CHARGED,
  chargeFor,
  costMicros,
  drawing,
  type Prices,
  payerOf,
  type Tokens,
} from '../billing'
import type { Chatbot } from '../chatbots'
import { isoTime } from '../clock'
import { defineChange, newId, settle, statement } from '../db'
import type { Source, TurnStatus } from './conversation'

/**
 * The answer, what it cost and who has paid are saved together, so that no answer goes unpaid and none is paid twice; also
 * when its conversation was deleted meanwhile.
 */
const saveEnd = defineChange(
  'turn.end',
  `ended AS (
  UPDATE turn SET status = $2, answer = $3, sources = $4::jsonb, grounds = $16, input_tokens = $5, output_tokens = $6,
    answered_at = $7, lease_until = NULL
  WHERE id = $1 AND status = 'answering' RETURNING 1
), ${drawing('$19')}, changed AS (
  INSERT INTO usage_entry (id, account_id, workspace_id, chatbot_id, turn_id, asked_by, payer_person, payer_workspace, model,
    input_tokens, output_tokens, cost_micros, currency, at, team_id, top_up_micros, team_top_up_micros)
  SELECT $8, account_id, workspace_id, id, $1, $13, $9, $10, $14, $5, $6, $11, $12, $7, $17, $18, $20 FROM chatbot
  WHERE id = $15 AND (EXISTS (SELECT 1 FROM ended) OR NOT EXISTS (SELECT 1 FROM turn WHERE id = $1)) AND ${CHARGED} RETURNING 1
)`,
)

const hasEnded = statement<object>(
  'turn.hasEnded',
  `SELECT 1 FROM turn WHERE id = $1 AND status <> 'answering'`,
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
  at: number
}

/** Ends a turn and meters it. False: it had ended before, e.g. because this process was taken for dead. */
export function endTurn(options: BudgetOptions & { prices: Prices }, end: TurnEnd): Promise<boolean> {
  const { db, prices } = options
  const { turnId, chatbot, status, tokens, at } = end
  const { workspaceId } = chatbot
  const { currency } = prices
  const cost = costMicros(prices, tokens)
  const payer = payerOf(chatbot, end.askedIn)
  const personId = 'personId' in payer ? payer.personId : null
  const teamId = 'teamId' in payer ? (payer.teamId ?? null) : null
  return settle(db, { key: `turn:${turnId}:end`, at }, async (wish) => {
    const charge = await chargeFor(options, {
      workspaceId,
      currency,
      costMicros: cost,
      payerId: personId,
      teamId,
      at,
    })
    if ((await hasEnded(db, [turnId])).length > 0) return false
    const parameters = [
      turnId,
      status,
      end.answer,
      JSON.stringify(end.sources),
      tokens.inputTokens,
      tokens.outputTokens,
      isoTime(at),
      newId(at),
      personId,
      'workspaceId' in payer ? payer.workspaceId : null,
      String(cost),
      currency,
      end.askedBy,
      end.model,
      chatbot.id,
      end.grounds,
      teamId,
      String(charge.topUpMicros),
      charge.draw,
      String(charge.teamTopUpMicros),
    ]
    // Whoever delivers it again hears that it had ended before.
    await saveEnd(db, parameters, wish, { reliesOn: [], audit: [], owed: charge.owed, outcome: false })
    return true
  })
}
