import { standingIn } from '../access'
import { planOf } from '../billing'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { newId, settle } from '../db'
import type { Workspace } from '../scopes'
import { customerOf } from './customer'
import { openPage } from './open-page'
import type { PaymentsOptions } from './options'
import type { PlanKey } from './port'
import { readCustomer, readPlanWish } from './repository'
import { saveWish } from './save-wish'
import { billedWorkspace } from './target'

export interface AskedPlan {
  workspace: Workspace
  /** As people read it. */
  plan: string
  paymentId: string
  /** Where it is paid; null: whoever runs Rolecall sees to it. */
  url: string | null
}

/** Writes down that a workspace wants another plan, and opens the page on which it is subscribed to. */
export async function askPlan(
  options: PaymentsOptions,
  context: Context,
  workspaceId: string,
  plan: PlanKey,
): Promise<AskedPlan | Refusal> {
  const { db, plans, payments } = options
  const sells = payments?.plans.includes(plan) ? payments : null
  const wished = await settle(db, context, async (context) => {
    const workspace = await billedWorkspace(db, context, workspaceId)
    if (isRefusal(workspace)) return workspace
    const { accountId, workspaceName } = workspace
    const { name } = plans[plan]
    if (planOf(plans, workspace.plan) === plans[plan])
      return refuse({ code: 'samePlan', plan: name, workspace: workspaceName })
    // Nobody shall subscribe twice: a subscription is changed where it was made.
    const [customer] = await readCustomer(db, [workspaceId])
    if (payments && customer?.subscriptionId)
      return refuse({ code: 'subscribed', workspace: workspaceName, provider: payments.name })
    const earlier = await readPlanWish(db, workspaceId)
    if (earlier?.checkout && payments && !(await payments.close(earlier.checkout.id)))
      return refuse({ code: 'planBeingPaid', workspace: workspaceName })
    const outcome = { workspace, plan: name, paymentId: newId(context.at) }
    const of = { kind: 'plan', plan } as const
    const reliesOn = standingIn(context.actor, workspace)
    const wish = { ...outcome, accountId, workspaceId, teamId: null, of, reliesOn, data: { plan: name } }
    await saveWish({ ...options, payments: sells }, context, wish, outcome)
    return outcome
  })
  if (isRefusal(wished) || !sells) return isRefusal(wished) ? wished : { ...wished, url: null }
  const customerId = await customerOf(options, { workspaceId, name: wished.workspace.workspaceName })
  const label = `Plan ${wished.plan} of workspace ${wished.workspace.workspaceName}`
  const url = await openPage(options, wished.paymentId, (wish) =>
    sells.openPlan({ ...wish, label, plan, customerId, workspaceId }),
  )
  return { ...wished, url }
}
