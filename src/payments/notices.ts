import { moneyWords, readBudget } from '../billing'
import type { NoticeKind } from '../notices'
import type { PaymentsOptions } from './options'
import type { Payment } from './payment'
import { readName, readPayment } from './repository'
import { NOTICES } from './told'
import { arrivedCard, askedCard, failedCard, takenBackCard } from './views'

/** What people are told of payments, as things stand when they are told. */
export function paymentNotices(options: PaymentsOptions): readonly NoticeKind[] {
  const { db, plans } = options
  const leftOf = async (payment: Payment, now: number) => {
    const { workspaceId, teamId, teamDeleted, of } = payment
    const currency = of.kind === 'topUp' ? of.currency : options.prices.currency
    const purse = teamDeleted ? null : teamId
    const budget = await readBudget(options, { workspaceId, teamId: purse, currency }, now)
    return moneyWords(purse === null ? budget.topUpMicros : budget.teamTopUpMicros, currency)
  }
  return [
    {
      name: NOTICES.asked,
      async draw({ subjectId }) {
        const payment = await readPayment(db, subjectId)
        if (payment?.state.status !== 'open') return null
        const [person] = await readName(db, [payment.askedBy])
        return { card: askedCard(payment, plans, person?.name ?? 'Somebody') }
      },
    },
    {
      name: NOTICES.paid,
      async draw({ subjectId }, { now }) {
        const payment = await readPayment(db, subjectId)
        return payment ? { card: arrivedCard(payment, plans, await leftOf(payment, now)) } : null
      },
    },
    {
      name: NOTICES.failed,
      async draw({ subjectId }) {
        const payment = await readPayment(db, subjectId)
        return payment?.state.status === 'failed' ? { card: failedCard(payment, plans) } : null
      },
    },
    {
      name: NOTICES.takenBack,
      async draw({ subjectId, data }, { now }) {
        const payment = await readPayment(db, subjectId)
        if (payment?.of.kind !== 'topUp') return null
        const taken = moneyWords(BigInt(String(data.takenMicros)), payment.of.currency)
        return { card: takenBackCard(payment, plans, taken, await leftOf(payment, now)) }
      },
    },
  ]
}
