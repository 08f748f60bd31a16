import { isPlan, type Plans } from '../billing'
import { type Refusal, refuse } from '../chat'
import { type Database, defineChange, newId, settle } from '../db'
import { PLAN_CHANGED } from './notices'
import { readKeepers, readSeats } from './repository'
import type { Seats } from './seats'

const savePlan = defineChange(
  'workspace.plan',
  `changed AS (UPDATE workspace SET plan = $2 WHERE id = $1 AND plan = $3 AND deleted_at IS NULL RETURNING 1)`,
)

export interface PlanChanged {
  /** As people read them. */
  from: string
  to: string
  seats: Seats
}

/**
 * Gives a workspace another plan, as its operator says. Who is in stays in, also when there are fewer seats than people
 * (R13); the admins who can see to that are told.
 */
export function changePlan(
  { db, plans }: { db: Database; plans: Plans },
  { accountId, workspaceId, plan }: { accountId: string; workspaceId: string; plan: keyof Plans },
  at: number,
): Promise<PlanChanged | Refusal> {
  const wish = { key: `plan:${newId(at)}`, at }
  return settle(db, wish, async (wish) => {
    const standing = await readSeats({ db, plans }, workspaceId, at)
    if (!standing) return refuse({ code: 'notFound', what: 'workspace' })
    const { workspaceName, used } = standing
    const from = isPlan(standing.plan) ? standing.plan : 'basic'
    const to = plans[plan]
    const outcome = { from: plans[from].name, to: to.name, seats: { workspaceName, used, limit: to.seats } }
    if (from === plan) return outcome
    const keepers = await readKeepers(db, [workspaceId])
    await savePlan(db, [workspaceId, plan, from], wish, {
      reliesOn: [],
      audit: [
        {
          ...{ accountId, workspaceId, actorId: null, action: 'workspace.planChanged' },
          ...{ subjectType: 'workspace', subjectId: workspaceId },
          data: { name: workspaceName, from: outcome.from, to: outcome.to },
        },
      ],
      owed: keepers.map(({ personId }) => ({
        kind: 'notice',
        ...{ accountId, personId, name: PLAN_CHANGED, subjectId: workspaceId, data: { plan } },
      })),
      outcome,
    })
    return outcome
  })
}
