import { defineChange, settle } from '../db'
import { PAGES } from './addresses'
import type { PaymentsOptions } from './options'
import type { Checkout } from './port'
import { readPayment } from './repository'

const saveCheckout = defineChange(
  'payment.opened',
  `changed AS (
  UPDATE payment SET checkout_id = $2, checkout_url = $3, version = version + 1 WHERE id = $1 AND checkout_id IS NULL RETURNING 1
)`,
)

interface Wish {
  reference: string
  doneUrl: string
  cancelUrl: string
}

/**
 * Opens the provider's page for a payment, once however often the wish is delivered. Resolves to a page of ours that
 * leads there, since addresses of providers are longer than a button of Discord takes; null: it would not open one.
 */
export async function openPage(
  { db, secrets, publicUrl, clock }: PaymentsOptions,
  paymentId: string,
  open: (wish: Wish) => Promise<Checkout | null>,
): Promise<string | null> {
  const link = `${publicUrl}${PAGES.pay}?for=${secrets.seal(`payment:${paymentId}`)}`
  const [doneUrl, cancelUrl] = [`${publicUrl}${PAGES.done}`, `${publicUrl}${PAGES.cancelled}`]
  const opened = await settle(db, { key: `payment:${paymentId}:opened`, at: clock.now() }, async (wish) => {
    const payment = await readPayment(db, paymentId)
    if (payment?.checkout) return true
    const checkout = await open({ reference: paymentId, doneUrl, cancelUrl })
    if (!checkout) return false
    const effects = { reliesOn: [], audit: [], owed: [], outcome: true }
    await saveCheckout(db, [paymentId, checkout.id, checkout.url], wish, effects)
    return true
  })
  return opened ? link : null
}
