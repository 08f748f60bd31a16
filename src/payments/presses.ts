import { isFree, isPlan, moneyWords, readBudget } from '../billing'
import {
  type Context,
  type Feature,
  type Form,
  isRefusal,
  openForm,
  press,
  type Refusal,
  refuse,
  replace,
  say,
  submit,
} from '../chat'
import { orRefuse } from '../teams'
import { askPlan } from './ask-plan'
import { askTopUp } from './ask-top-up'
import { topUpForm } from './forms'
import type { PaymentsOptions } from './options'
import { openPortal, planChoice } from './plan-page'
import { topUpTarget } from './target'
import { planCard, portalCard, topUpCard, wishedPlanCard } from './views'

/** Whoever shows what was used and what is left has these on buttons. */
export function paymentPresses(options: PaymentsOptions): Feature {
  const { db, payments, prices } = options
  const provider = payments?.name ?? null

  async function form(
    context: Context,
    [kind, id = '']: readonly (string | undefined)[],
    typed?: string,
  ): Promise<Form | Refusal> {
    const target = await topUpTarget(db, context, kind, id)
    if (isRefusal(target)) return target
    if (isFree(prices)) return refuse({ code: 'nothingToTopUp' })
    const { currency } = prices
    const budget = await readBudget(options, { ...target, currency }, context.at)
    const left = target.teamId === null ? budget.topUpMicros : budget.teamTopUpMicros
    return topUpForm(target, currency, moneyWords(left, currency), typed)
  }

  return {
    presses: [
      press({
        name: 'payments.topUp',
        first: 'form',
        run: async (context, ids) => orRefuse(await form(context, ids), openForm),
      }),
      press({
        name: 'payments.plan',
        run: async (context, [workspaceId = '']) =>
          orRefuse(await planChoice(options, context, workspaceId), (choice) => say(planCard(choice))),
      }),
      press({
        name: 'payments.toPlan',
        run: async (context, [workspaceId = '', plan = '']) =>
          isPlan(plan)
            ? orRefuse(await askPlan(options, context, workspaceId, plan), (asked) =>
                replace(wishedPlanCard(asked, provider)),
              )
            : refuse({ code: 'notFound', what: 'workspace' }),
      }),
      press({
        name: 'payments.portal',
        run: async (context, [workspaceId = '']) =>
          orRefuse(await openPortal(options, context, workspaceId), (portal) => say(portalCard(portal))),
      }),
    ],
    submits: (['team', 'workspace'] as const).map((kind) =>
      submit({
        name: `payments.${kind}`,
        form: (context, [id], { amount }) => form(context, [kind, id], String(amount ?? '')),
        run: async (context, [id], { amount }) =>
          orRefuse(await askTopUp(options, context, [kind, id], String(amount ?? '')), (asked) =>
            say(topUpCard(asked, provider)),
          ),
      }),
    ),
  }
}
