import { moneyWords, type Plans } from '../billing'
import { bold, type Card, shorten, text } from '../chat'
import type { RefundDue } from './refund-due'

/** Why money that came is given back. */
export function refundReason({ why, workspaceName }: RefundDue): string {
  const workspace = `Workspace ${shorten(workspaceName)}`
  if (why === 'workspaceDeleted') return `${workspace} had been deleted before.`
  if (why === 'subscribedTwice') return `${workspace} has a subscription already; this one was ended.`
  return 'It is not what was asked for.'
}

export const refundDueCard = (due: RefundDue, plans: Plans): Card => ({
  tone: 'warning',
  title: `${dueWords(due, plans)} cannot be used`,
  text: `${refundReason(due)} Whoever runs Rolecall here has been told to give the money back; please turn to them if it does not come.`,
  context: text`In workspace ${bold(due.workspaceName)}`,
})

function dueWords({ paid, plan }: RefundDue, plans: Plans): string {
  if (paid) return `Your payment of ${moneyWords(paid.amountMicros, paid.currency)}`
  return plan === null ? 'Your subscription' : `Your subscription to the plan ${plans[plan].name}`
}
