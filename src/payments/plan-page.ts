import { isPlan } from '../billing'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { readSeats } from '../seats'
import { PAGES } from './addresses'
import { customerOf } from './customer'
import type { PaymentsOptions } from './options'
import { readCustomer } from './repository'
import { billedWorkspace } from './target'
import type { PlanChoice, Portal } from './views'

export async function planChoice(
  options: PaymentsOptions,
  context: Context,
  workspaceId: string,
): Promise<PlanChoice | Refusal> {
  const { db, plans, prices, payments } = options
  const workspace = await billedWorkspace(db, context, workspaceId)
  if (isRefusal(workspace)) return workspace
  const [seats, [customer]] = await Promise.all([
    readSeats({ db, plans }, workspaceId, context.at),
    readCustomer(db, [workspaceId]),
  ])
  if (!seats) return refuse({ code: 'notFound', what: 'workspace' })
  return {
    ...{ workspaceId, workspaceName: workspace.workspaceName, seats, plans, currency: prices.currency },
    current: isPlan(workspace.plan) ? workspace.plan : 'basic',
    isSubscribed: payments !== null && customer?.subscriptionId != null,
    provider: payments?.name ?? null,
  }
}

/** Where the payment methods of a workspace are seen to. */
export async function openPortal(
  options: PaymentsOptions,
  context: Context,
  workspaceId: string,
): Promise<Portal | Refusal> {
  const { db, payments, publicUrl } = options
  const workspace = await billedWorkspace(db, context, workspaceId)
  if (isRefusal(workspace)) return workspace
  if (!payments) return refuse({ code: 'paidByInvoice' })
  const { workspaceName } = workspace
  const customerId = await customerOf(options, { workspaceId, name: workspaceName })
  const url = await payments.openPortal({ customerId, returnUrl: `${publicUrl}${PAGES.done}` })
  return { workspaceName, provider: payments.name, url }
}
