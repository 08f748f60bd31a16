import { one } from './names-in-titles'
import { quoted } from './quoted'
import type { PaymentRefusal } from './refusal'
import { slash, type Text, text } from './text'

/** Words for why nothing can be paid. */
export function explainPayment(refusal: PaymentRefusal): readonly [title: string, hint?: Text | undefined] {
  switch (refusal.code) {
    case 'nothingToTopUp':
      return ['Answers cost nothing here', 'So there is nothing to top up.']
    case 'notAnAmount':
      return [
        `Type an amount from ${refusal.least} to ${refusal.most}`,
        text`${quoted(refusal.typed)} is none. Digits are enough, like 50 or 49.90. Nothing was paid.`,
      ]
    case 'amountRefused':
      return [
        `${refusal.provider} does not take a payment of ${refusal.amount}`,
        'Please try a larger or smaller amount. Nothing was paid.',
      ]
    case 'samePlan':
      return [`Workspace ${one(refusal.workspace)} already has the plan ${refusal.plan}`]
    case 'subscribed':
      return [
        `Workspace ${one(refusal.workspace)} has a subscription already`,
        `It is changed on the page of ${refusal.provider} that “Payment method…” leads to.`,
      ]
    case 'planBeingPaid':
      return [
        `Somebody is paying for another plan of workspace ${one(refusal.workspace)} at this moment`,
        text`Please look again in a few minutes, with ${slash('workspace billing')}.`,
      ]
    case 'paidByInvoice':
      return [
        'There is no payment method to change',
        'Whoever runs Rolecall here sends invoices; nothing is charged to a card.',
      ]
  }
}
