import { defineChange, settle } from '../db'
import type { PaymentsOptions } from './options'
import { readCustomer } from './repository'

const saveCustomer = defineChange(
  'payment.customer',
  `changed AS (
  INSERT INTO subscription (workspace_id, account_id, customer_id) SELECT id, account_id, $2 FROM workspace WHERE id = $1
  ON CONFLICT (workspace_id) DO NOTHING RETURNING 1
)`,
)

/** The id under which the provider knows a workspace; it learns of it on the first occasion. */
export function customerOf(
  { db, payments, clock }: PaymentsOptions,
  { workspaceId, name }: { workspaceId: string; name: string },
): Promise<string> {
  const wish = { key: `payment:customer:${workspaceId}`, at: clock.now() }
  return settle(db, wish, async (wish) => {
    const [known] = await readCustomer(db, [workspaceId])
    if (known?.customerId) return known.customerId
    if (!payments) throw new Error('there is no provider of payments')
    const customerId = await payments.makeCustomer({ workspaceId, name })
    const effects = { reliesOn: [], audit: [], owed: [], outcome: customerId }
    await saveCustomer(db, [workspaceId, customerId], wish, effects)
    return customerId
  })
}
