import { readBudget } from '../../src/billing'
import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import type { Script } from '../support/model'
import type { Rolecall } from '../support/rolecall'
import type { SeededTeam } from '../support/seed'

export const DOLLAR = 1_000_000n
/** Of the plan with which every workspace begins. */
export const BUDGET = 20n * DOLLAR

/** An answer that costs so much, at 15 cents for a million tokens. */
export const costing =
  (micros: bigint): Script =>
  () => [{ text: 'At seven.' }, { inputTokens: Number((micros * 20n) / 3n), outputTokens: 0 }]

interface Spent {
  chatbotId?: string
  at?: number
  /** Null: a personal chatbot of the payer's. */
  teamId?: string | null
  currency?: string
  askedBy?: string
}

/** A use in the ledger as an answer leaves it, made before there are kept sums. */
export async function spend(
  { db, clock }: Pick<Rolecall, 'db' | 'clock'>,
  team: Pick<SeededTeam, 'accountId' | 'workspaceId' | 'teamId'>,
  micros: bigint,
  { chatbotId, at = clock.now(), teamId = team.teamId, currency = 'USD', askedBy }: Spent = {},
): Promise<void> {
  await db.query(
    `INSERT INTO usage_entry (id, account_id, workspace_id, chatbot_id, turn_id, asked_by, payer_person, model, input_tokens,
       output_tokens, cost_micros, currency, at, team_id)
     SELECT $1, $2, $3, coalesce($4, 'a chatbot'), $1, coalesce($9, person_id), person_id, 'm', 1, 1, $5, $6, $7, $8 FROM membership
     WHERE team_id = $10 AND role = 'owner' AND ended_at IS NULL`,
    [
      newId(at),
      team.accountId,
      team.workspaceId,
      chatbotId ?? null,
      String(micros),
      currency,
      isoTime(at),
      teamId,
      askedBy ?? null,
      team.teamId,
    ],
  )
}

export const budgetOf = ({ options, clock }: Rolecall, { workspaceId }: Pick<SeededTeam, 'workspaceId'>) =>
  readBudget(options, { workspaceId, currency: 'USD' }, clock.now())
