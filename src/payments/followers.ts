import { ENTERED, entering, entryFor } from '../billing'
import { defineChange, settle, statement } from '../db'
import type { Follower, Happened } from '../events'
import type { PaymentsOptions } from './options'
import { readCustomer, readOpenCheckouts } from './repository'

const readBalances = statement<{ workspaceId: string; currency: string; left: string }>(
  'payment.balances',
  `SELECT t.workspace_id AS "workspaceId", b.currency, b.left_micros::text AS left FROM team_balance b JOIN team t ON t.id = b.team_id
WHERE b.team_id = $1 AND b.left_micros <> 0`,
)

const saveMove = defineChange('payment.move', `${entering('$1')}, changed AS (SELECT 1 WHERE ${ENTERED})`)

/** What a deleted team has left or owes is its workspace’s; a deleted workspace pays nothing any more. */
export function paymentFollowers(options: PaymentsOptions): readonly Follower[] {
  const { db, clock, payments } = options

  async function moveTopUps({ id, subjectId: teamId, actorId: enteredBy }: Happened): Promise<void> {
    for (const { currency } of await readBalances(db, [teamId]))
      await settle(db, { key: `payment:move:${id}:${currency}`, at: clock.now() }, async (wish) => {
        const found = (await readBalances(db, [teamId])).find((each) => each.currency === currency)
        if (!found) return null
        const { workspaceId } = found
        const amountMicros = BigInt(found.left)
        const moved = { workspaceId, currency, enteredBy, isMoved: true, at: wish.at }
        const [from, to] = await Promise.all([
          entryFor(options, { ...moved, teamId, amountMicros: -amountMicros }),
          entryFor(options, { ...moved, amountMicros }),
        ])
        const effects = { reliesOn: [], audit: [...from.audit, ...to.audit], owed: [], outcome: null }
        await saveMove(db, [JSON.stringify([...from.rows, ...to.rows])], wish, effects)
        return null
      })
  }

  async function endPayments({ subjectId: workspaceId }: Happened): Promise<void> {
    if (!payments) return
    const [customer] = await readCustomer(db, [workspaceId])
    if (customer?.subscriptionId) await payments.cancelSubscription(customer.subscriptionId)
    for (const { checkoutId } of await readOpenCheckouts(db, [workspaceId])) await payments.close(checkoutId)
  }

  return [
    { on: 'team.deleted', follow: moveTopUps },
    { on: 'workspace.deleted', follow: endPayments },
  ]
}
