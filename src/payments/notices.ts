import { decideTeam, decideWorkspace } from '../access'
import { moneyWords, readBudget } from '../billing'
import type { NoticeKind } from '../notices'
import { readActor } from '../people'
import type { PaymentsOptions } from './options'
import type { Payment } from './payment'
import { readRefundDue } from './refund-due'
import { refundDueCard } from './refund-views'
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
  /** Whether they see to the money of what it is for, now. */
  const seesTo = async (payment: Payment, personId: string) => {
    const actor = await readActor(db, personId, payment.accountId)
    return payment.teamId === null
      ? decideWorkspace(actor, payment, 'billing.manage').allowed
      : decideTeam(
          actor.teamRoles.find(({ teamId }) => teamId === payment.teamId),
          'team.billing',
        ).allowed
  }
  /** Their money is their business for good, what is left is not: null. */
  const leftFor = async (personId: string | null, payment: Payment, now: number) =>
    personId !== null && (await seesTo(payment, personId)) ? leftOf(payment, now) : null
  return [
    {
      name: NOTICES.asked,
      async mayRead({ subjectId }, personId) {
        const payment = await readPayment(db, subjectId)
        return payment !== undefined && seesTo(payment, personId)
      },
      async draw({ subjectId }) {
        const payment = await readPayment(db, subjectId)
        if (payment?.state.status !== 'open') return null
        const [person] = await readName(db, [payment.askedBy])
        return { card: askedCard(payment, plans, person?.name ?? 'Somebody') }
      },
    },
    {
      name: NOTICES.paid,
      topic: 'money',
      async draw({ subjectId, personId }, { now }) {
        const payment = await readPayment(db, subjectId)
        return payment ? { card: arrivedCard(payment, plans, await leftFor(personId, payment, now)) } : null
      },
    },
    {
      name: NOTICES.failed,
      topic: 'money',
      async draw({ subjectId }) {
        const payment = await readPayment(db, subjectId)
        return payment?.state.status === 'failed' ? { card: failedCard(payment, plans) } : null
      },
    },
    {
      name: NOTICES.takenBack,
      topic: 'money',
      async mayRead({ subjectId }, personId) {
        const payment = await readPayment(db, subjectId)
        return payment !== undefined && (payment.askedBy === personId || (await seesTo(payment, personId)))
      },
      async draw({ subjectId, personId, data }, { now }) {
        const payment = await readPayment(db, subjectId)
        if (payment?.of.kind !== 'topUp') return null
        const taken = moneyWords(BigInt(String(data.takenMicros)), payment.of.currency)
        return { card: takenBackCard(payment, plans, taken, await leftFor(personId, payment, now)) }
      },
    },
    {
      name: NOTICES.refundDue,
      async draw({ subjectId }) {
        const due = await readRefundDue(db, subjectId)
        return due ? { card: refundDueCard(due, plans) } : null
      },
    },
  ]
}
