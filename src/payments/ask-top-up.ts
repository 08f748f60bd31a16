import { isFree, moneyWords } from '../billing'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { newId, settle } from '../db'
import { amountRange, readTopUp } from './amount'
import { customerOf } from './customer'
import { openPage } from './open-page'
import type { PaymentsOptions } from './options'
import { saveWish } from './save-wish'
import { type Target, topUpTarget } from './target'

export interface Asked {
  target: Target
  /** In words. */
  amount: string
  paymentId: string
  /** Where it is paid; null: whoever runs Rolecall sends an invoice. */
  url: string | null
}

/** Writes down that somebody wants to top up, and opens the page on which they pay. */
export async function askTopUp(
  options: PaymentsOptions,
  context: Context,
  [kind, id = '']: readonly (string | undefined)[],
  typed: string,
): Promise<Asked | Refusal> {
  const { db, prices, payments } = options
  const { currency } = prices
  const wished = await settle(db, context, async (context) => {
    const target = await topUpTarget(db, context, kind, id)
    if (isRefusal(target)) return target
    const amountMicros = isFree(prices) ? undefined : readTopUp(typed, currency)
    if (amountMicros === undefined) return refuseAmount(options, typed)
    const amount = moneyWords(amountMicros, currency)
    const outcome = { target, amount, paymentId: newId(context.at) }
    const of = { kind: 'topUp', amountMicros, currency } as const
    await saveWish(options, context, { ...outcome, ...target, of, data: { amount } }, outcome)
    return outcome
  })
  if (isRefusal(wished)) return wished
  if (!payments) return { ...wished, url: null }
  const { target, amount, paymentId } = wished
  const customerId = target.teamId === null ? await customerOf(options, target) : null
  const amountMicros = readTopUp(typed, currency) ?? 0n
  const label = `Top-up of ${target.teamId === null ? 'workspace' : 'team'} ${target.name}`
  const url = await openPage(options, paymentId, (wish) =>
    payments.openTopUp({ ...wish, label, amountMicros, currency, customerId }),
  )
  return url === null
    ? refuse({ code: 'amountRefused', amount, provider: payments.name })
    : { ...wished, url }
}

function refuseAmount({ prices }: PaymentsOptions, typed: string): Refusal {
  if (isFree(prices)) return refuse({ code: 'nothingToTopUp' })
  const { leastMicros, mostMicros } = amountRange(prices.currency)
  const [least, most] = [leastMicros, mostMicros].map((micros) => moneyWords(micros, prices.currency))
  return refuse({ code: 'notAnAmount', typed, least: least ?? '', most: most ?? '' }, 'amount')
}
