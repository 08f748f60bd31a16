import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { AuditRow, Database, OwedRow } from '../db'
import { type Reviewed, readReviewed, silentSince } from './people'
import { latestReviews, SUBJECT } from './review'
import { type From, type Reviewing, reviewing } from './reviewer'
import { inactiveBefore } from './rules'

/** Somebody inactive, for a reviewer who decides about them. */
export interface Meant extends Reviewing {
  person: Reviewed
}

/** Whom a button is about and that the actor may decide about them now (B3). */
export async function whoIsMeant(
  db: Database,
  context: Pick<Context, 'actor' | 'at'>,
  from: From,
  personId: string,
): Promise<Meant | Refusal> {
  const found = await reviewing(db, context, from)
  if (isRefusal(found)) return found
  const { scope, inactiveAfterDays } = found
  const person = await readReviewed(db, scope, personId)
  if (!person) return refuse({ code: 'notFound', what: 'member' })
  if (silentSince(person) >= inactiveBefore(inactiveAfterDays, context.at))
    return refuse({ code: 'activeAgain', name: person.name, days: inactiveAfterDays })
  return { ...found, person }
}

/** Where a decision about them is written down. */
export const auditScope = ({ scope }: Reviewing): Pick<AuditRow, 'accountId' | 'workspaceId' | 'teamId'> => ({
  accountId: scope.accountId,
  workspaceId: scope.workspaceId,
  ...(scope.kind === 'team' && { teamId: scope.id }),
})

/** Every copy of the cards that are of use, and of the one acted on, is drawn anew (B4). */
export async function redrawn(db: Database, { scope, review }: Reviewing): Promise<OwedRow[]> {
  const latest = (await latestReviews(db, [scope.id])).map(({ id }) => id)
  const ids = new Set([...latest, ...(review ? [review.id] : [])])
  return [...ids].map((subjectId) => ({
    ...{ kind: 'refresh', accountId: scope.accountId, name: SUBJECT, subjectId },
  }))
}
