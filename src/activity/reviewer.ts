import { decideTeam, standingIn } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { type Database, type Standing, statement } from '../db'
import { reachedWorkspace, unlessMay } from '../scopes'
import { denied, ownTeam } from '../teams'
import { type Review, readReview } from './review'
import { type Scope, teamScope, workspaceScope } from './scope'

/** A scope, for somebody who may review its people now. */
export interface Reviewing {
  scope: Scope
  /** What that right rests on. */
  standing: readonly Standing[]
  inactiveAfterDays: number
  /** The review on whose card they act. */
  review?: Review
}

/** Where a button stands: on the card of a review, or on a list of a team or workspace. */
export type From = readonly [kind: string, id: string]

const readDays = statement<{ days: number }>(
  'activity.days',
  'SELECT inactive_after_days AS days FROM workspace WHERE id = $1 AND deleted_at IS NULL',
)

/** Whether the actor may see and remove the people there, which is what it takes to review them (R20, R21). */
export async function reviewing(
  db: Database,
  context: Pick<Context, 'actor'>,
  [kind, id]: From,
): Promise<Reviewing | Refusal> {
  switch (kind) {
    case 'team': {
      const own = ownTeam(context, id)
      if (isRefusal(own)) return own
      const decision = decideTeam(own, 'member.remove')
      return decision.allowed ? withDays(db, teamScope(own), [own]) : denied(decision.reason, own)
    }
    case 'workspace': {
      const workspace = await reachedWorkspace(db, context, id)
      if (isRefusal(workspace)) return workspace
      const refused = unlessMay(context, workspace, 'workspace.users')
      return refused ?? withDays(db, workspaceScope(workspace), standingIn(context.actor, workspace))
    }
    default:
      return ofReview(db, context, id)
  }
}

async function ofReview(
  db: Database,
  context: Pick<Context, 'actor'>,
  id: string,
): Promise<Reviewing | Refusal> {
  const review = await readReview(db, id)
  if (!review || review.scopeKind === 'account') return refuse({ code: 'notFound', what: 'review' })
  const found = await reviewing(db, context, [review.scopeKind, review.scopeId])
  if (!isRefusal(found)) return { ...found, review }
  // Whose it is shall not show in how it is refused (R21).
  return found.code === 'notFound' ? refuse({ code: 'notFound', what: 'review' }) : found
}

async function withDays(
  db: Database,
  scope: Scope,
  standing: readonly Standing[],
): Promise<Reviewing | Refusal> {
  const [workspace] = await readDays(db, [scope.workspaceId])
  if (!workspace) return refuse({ code: 'notFound', what: 'workspace' })
  return { scope, standing, inactiveAfterDays: workspace.days }
}
