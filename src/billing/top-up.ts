import { isoTime } from '../clock'
import { defineChange, newId, settle } from '../db'
import { moneyWords } from './money-words'
import { type BudgetOptions, readBudget } from './workspace-budget'

/** $7 to $9 are the sums when none are kept yet. */
const saveTopUp = defineChange(
  'budget.topUp',
  `entered AS (
  INSERT INTO top_up (id, account_id, workspace_id, amount_micros, currency, entered_by, at)
  SELECT $1, account_id, id, $3, $4, $5, $6 FROM workspace WHERE id = $2 AND deleted_at IS NULL RETURNING workspace_id
), changed AS (
  INSERT INTO workspace_budget AS b (workspace_id, currency, began_at, spent_micros, top_up_micros)
  SELECT workspace_id, $4, $7, $8, $9 FROM entered
  ON CONFLICT (workspace_id, currency) DO UPDATE SET top_up_micros = b.top_up_micros + $3
  WHERE b.top_up_micros + $3 >= 0 RETURNING 1
)`,
)

export interface TopUp {
  workspaceId: string
  /** Millionths of the currency's unit; below zero it takes back what was entered by mistake. */
  amountMicros: bigint
  currency: string
  /** Null: the operator. */
  enteredBy: string | null
  at: number
}

/** Resolves to what is left of all top-ups now; null: less is left than should be taken back, and nothing was changed. */
export function enterTopUp(options: BudgetOptions, topUp: TopUp): Promise<bigint | null> {
  const { workspaceId, amountMicros, currency, enteredBy, at } = topUp
  const id = newId(at)
  return settle(options.db, { key: `top-up:${id}`, at }, async (wish) => {
    const before = await readBudget(options, topUp, at)
    const left = before.topUpMicros + amountMicros
    if (left < 0n) return null
    const parameters = [
      id,
      workspaceId,
      String(amountMicros),
      currency,
      enteredBy,
      isoTime(at),
      isoTime(before.beganAt),
      String(before.spentMicros),
      String(left),
    ]
    const { accountId } = before
    const amount = moneyWords(amountMicros < 0n ? -amountMicros : amountMicros, currency)
    await saveTopUp(options.db, parameters, wish, {
      reliesOn: [],
      audit: [
        {
          ...{ accountId, workspaceId, actorId: enteredBy, subjectType: 'workspace', subjectId: workspaceId },
          action: amountMicros < 0n ? 'topUp.takenBack' : 'topUp.entered',
          data: { amount },
        },
      ],
      owed: [],
      outcome: null,
    })
    return left
  })
}
