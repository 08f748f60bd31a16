import { moneyWords, type Plan, type Plans, typedAmount } from '../billing'
import { type Button, bold, type Card, code, fileSize, ref, shorten, type Text, text } from '../chat'
import { type Seats, seatsWords } from '../seats'
import type { AskedPlan } from './ask-plan'
import type { Asked } from './ask-top-up'
import type { Payment } from './payment'
import type { PlanKey } from './port'

/** What is paid for, e.g. "$50.00 for team Alpha". */
function what({ of, teamName, workspaceName }: Payment, plans: Plans): string {
  if (of.kind === 'plan') return `the plan ${plans[of.plan].name}`
  return `${moneyWords(of.amountMicros, of.currency)} for ${owner(teamName, workspaceName)}`
}

const owner = (teamName: string | null, workspaceName: string) =>
  teamName === null ? `workspace ${shorten(workspaceName)}` : `team ${shorten(teamName)}`

const scopeOf = ({ teamName, workspaceName }: Pick<Payment, 'teamName' | 'workspaceName'>): Text =>
  teamName === null
    ? text`In workspace ${bold(workspaceName)}`
    : text`In team ${bold(teamName)} of workspace ${bold(workspaceName)}`

const inTarget = ({ teamId, name }: Asked['target']): Text =>
  teamId === null ? text`In workspace ${bold(name)}` : text`In team ${bold(name)}`

/** The way to the page on which a top-up is paid. */
export function topUpCard({ target, amount, url }: Asked, provider: string | null): Card {
  const whom = `${target.teamId === null ? 'workspace' : 'team'} ${shorten(target.name)}`
  if (url === null || provider === null)
    return {
      tone: 'success',
      title: `Your wish to top up ${whom} by ${amount} is written down`,
      text: 'Nothing is charged now. Whoever runs Rolecall here sends an invoice and enters the top-up; then I tell you.',
      context: inTarget(target),
    }
  return {
    title: `Top up ${whom} by ${amount}`,
    text: `You pay on a page of ${provider}. As soon as the payment has arrived, I tell you in private. The link is good for a day.`,
    context: inTarget(target),
    buttons: [{ label: `Pay ${amount}`, href: url }],
  }
}

export interface PlanChoice {
  workspaceId: string
  workspaceName: string
  current: PlanKey
  seats: Seats
  plans: Plans
  currency: string
  /** There is a subscription, which is changed where it was made. */
  isSubscribed: boolean
  provider: string | null
}

/** The plans there are, and the way to another one. */
export function planCard(choice: PlanChoice): Card {
  const { workspaceId, workspaceName, current, seats, plans, isSubscribed, provider } = choice
  const keys = ['basic', 'pro'] as const
  const others = keys.filter((key) => key !== current)
  const buttons: Button[] = isSubscribed
    ? [{ label: 'Change the subscription', press: ref('payments.portal', workspaceId), style: 'primary' }]
    : others.map((key) => ({
        label: `Change to ${plans[key].name}`,
        press: ref('payments.toPlan', workspaceId, key),
      }))
  return {
    title: `Workspace ${shorten(workspaceName)} has the plan ${plans[current].name}`,
    text: isSubscribed
      ? `It is subscribed to at ${provider ?? 'the provider'}, where it is changed and ended, too. Nobody is thrown out by a smaller plan, but nobody new can be invited until there are seats.`
      : 'Nobody is thrown out by a smaller plan, but nobody new can be invited until there are seats.',
    fields: [
      ...keys.map((key) => ({ name: plans[key].name, value: allows(plans[key], choice.currency) })),
      { name: 'Seats taken', value: seatsWords(seats) },
    ],
    context: text`In workspace ${bold(workspaceName)}`,
    buttons,
  }
}

function allows({ seats, documentBytes, monthlyBudgetMicros, monthlyPriceMicros }: Plan, currency: string) {
  const budget = moneyWords(monthlyBudgetMicros, currency)
  const price = monthlyPriceMicros > 0n ? `; ${moneyWords(monthlyPriceMicros, currency)} a month` : ''
  return `${seats} seats, documents up to ${fileSize(documentBytes)}, ${budget} a month for answers${price}`
}

export interface Portal {
  workspaceName: string
  provider: string
  url: string
}

/** The way to the page on which a plan is subscribed to. */
export function wishedPlanCard({ workspace, plan, url }: AskedPlan, provider: string | null): Card {
  const context = text`In workspace ${bold(workspace.workspaceName)}`
  if (url === null || provider === null)
    return {
      tone: 'success',
      title: `Your wish for the plan ${plan} is written down`,
      text: 'Nothing is charged now. Whoever runs Rolecall here sees to it; when the plan changes, I tell you and the other admins.',
      context,
    }
  return {
    title: `Subscribe to the plan ${plan}`,
    text: `You do so on a page of ${provider}, which also says what it costs. As soon as it is paid, the workspace has the plan, and I tell you and the other admins. The link is good for a day.`,
    context,
    buttons: [{ label: `Subscribe to ${plan}`, href: url }],
  }
}

export const portalCard = ({ workspaceName, provider, url }: Portal): Card => ({
  title: 'Payment methods and subscription',
  text: `On a page of ${provider} you see what was paid, change the payment method, and change or end the subscription. The link is yours alone and good for a few minutes.`,
  context: text`In workspace ${bold(workspaceName)}`,
  buttons: [{ label: `Open the page of ${provider}`, href: url }],
})

/** To the others who see to the money, where nothing is charged. */
export const askedCard = (payment: Payment, plans: Plans, by: string): Card => ({
  title: `${shorten(by)} asks for ${what(payment, plans)}`,
  text: text`Nothing is charged. Whoever runs Rolecall here sends an invoice and then enters it, with ${code(commandFor(payment))}.`,
  context: scopeOf(payment),
})

/** What the operator types to grant a wish. */
export function commandFor({ of, teamId, workspaceId }: Payment): string {
  if (of.kind === 'plan') return `rolecall plan ${workspaceId} ${of.plan}`
  return `rolecall top-up ${teamId === null ? workspaceId : `--team ${teamId}`} ${typedAmount(of.amountMicros)}`
}

/** `left`: null where that is not the reader’s business any more. */
export const arrivedCard = (payment: Payment, plans: Plans, left: string | null): Card => ({
  tone: 'success',
  title: `Your payment of ${what(payment, plans)} has arrived`,
  ...(payment.of.kind === 'topUp' &&
    left !== null && { fields: [{ name: 'Left of these top-ups', value: left }] }),
  context: scopeOf(payment),
})

export const failedCard = (payment: Payment, plans: Plans): Card => ({
  tone: 'warning',
  title: `Your payment of ${what(payment, plans)} did not go through`,
  text: 'Nothing was topped up, and nothing should have been charged. Please try again, perhaps in another way.',
  context: scopeOf(payment),
  ...(payment.of.kind === 'topUp' && {
    buttons: [
      {
        label: 'Try again',
        press: ref(
          'payments.topUp',
          payment.teamId === null ? 'workspace' : 'team',
          payment.teamId ?? payment.workspaceId,
        ),
      },
    ],
  }),
})

export const takenBackCard = (payment: Payment, plans: Plans, taken: string, left: string | null): Card => ({
  tone: 'warning',
  title: `A payment of ${what(payment, plans)} has changed`,
  text: `${taken} of it are refunded or disputed by now, and do not count as top-up any more. What had been used of that is taken from the next top-up.`,
  ...(left !== null && { fields: [{ name: 'Left of these top-ups', value: left }] }),
  context: scopeOf(payment),
})
