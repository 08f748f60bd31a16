import { isPlan, type Plans } from '../billing'
import { type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type AuditRow, type Database, defineChange, newId, type OwedRow, settle } from '../db'
import { PLAN_CHANGED } from './notices'
import { readKeepers, readSeats } from './repository'
import type { Seats } from './seats'

const savePlan = defineChange(
  'workspace.plan',
  `granted AS (
  UPDATE payment SET status = 'paid', ended_at = $4, version = version + 1
  WHERE workspace_id = $1 AND plan = $2 AND status = 'open' AND provider = 'operator'
), changed AS (UPDATE workspace SET plan = $2 WHERE id = $1 AND plan = $3 AND deleted_at IS NULL RETURNING 1)`,
)

export interface PlanChanged {
  /** As people read them. */
  from: string
  to: string
  seats: Seats
}

/** What comes with another plan of a workspace, beside the plan. */
export interface PlanStep {
  from: keyof Plans
  outcome: PlanChanged
  audit: readonly AuditRow[]
  /** The admins who can see to seats are told. */
  owed: readonly OwedRow[]
}

export interface NewPlan {
  accountId: string
  workspaceId: string
  plan: keyof Plans
  /** Because a subscription to the plan before has ended. */
  isEnded?: boolean
}

/** For a change that gives a workspace another plan. Null: the workspace was deleted. */
export async function planStep(
  { db, plans }: { db: Database; plans: Plans },
  { accountId, workspaceId, plan, isEnded = false }: NewPlan,
  at: number,
): Promise<PlanStep | null> {
  const standing = await readSeats({ db, plans }, workspaceId, at)
  if (!standing) return null
  const { workspaceName, used } = standing
  const from = isPlan(standing.plan) ? standing.plan : 'basic'
  const to = plans[plan]
  const outcome = { from: plans[from].name, to: to.name, seats: { workspaceName, used, limit: to.seats } }
  const data = isEnded ? { plan, ended: from } : { plan }
  const keepers = await readKeepers(db, [workspaceId])
  return {
    ...{ from, outcome },
    audit: [
      {
        ...{ accountId, workspaceId, actorId: null, action: 'workspace.planChanged' },
        ...{ subjectType: 'workspace', subjectId: workspaceId },
        // Names are for whoever reads it, and may change.
        data: { name: workspaceName, from: outcome.from, to: outcome.to, fromPlan: from, toPlan: plan },
      },
    ],
    owed: keepers.map(({ personId }) => ({
      kind: 'notice',
      ...{ accountId, personId, name: PLAN_CHANGED, subjectId: workspaceId, data },
    })),
  }
}

/**
 * Gives a workspace another plan, as its operator says. Who is in stays in, also when there are fewer seats than people
 * (R13). A wish for this plan is granted by it.
 */
export function changePlan(
  options: { db: Database; plans: Plans },
  wanted: NewPlan,
  at: number,
): Promise<PlanChanged | Refusal> {
  const { db } = options
  const { workspaceId, plan } = wanted
  return settle(db, { key: `plan:${newId(at)}`, at }, async (wish) => {
    const step = await planStep(options, wanted, at)
    if (!step) return refuse({ code: 'notFound', what: 'workspace' })
    const { from, outcome, audit, owed } = step
    if (from === plan) return outcome
    await savePlan(db, [workspaceId, plan, from, isoTime(at)], wish, { reliesOn: [], audit, owed, outcome })
    return outcome
  })
}
