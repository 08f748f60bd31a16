import type { TeamMembership } from '../../access'
import { refreshSoon } from '../../cards'
import { type Acting, isRefusal, type Refusal, refuse } from '../../chat'
import type { Database } from '../../db'
import { accountsOf } from '../../teams'
import { closeIfOver } from './close-if-over'
import { readStandingIn, type Standing } from './repository'
import { type ShareRequest, SUBJECT, step } from './request'
import { requireDecider, unlessPossible, whyPointless } from './rules'

type Asker = Pick<Acting, 'actor' | 'at'>

/** The request, when this person decides it and still can; a form asks the same as the decision itself. */
export async function mayDecide(db: Database, acting: Asker, id: string): Promise<ShareRequest | Refusal> {
  const found = await findToDecide(db, acting, id)
  return isRefusal(found) ? found : found.request
}

export async function findToDecide(
  db: Database,
  acting: Asker,
  id: string,
): Promise<{ request: Standing; own: TeamMembership } | Refusal> {
  const request = await findRequest(db, acting, id)
  if (isRefusal(request)) return request
  const own = requireDecider(request, acting.actor)
  if (isRefusal(own)) {
    // Their card shows buttons that are no longer theirs (H1, H2).
    await refreshSoon(db, { accountId: request.accountId, type: SUBJECT, id }, acting.at)
    return own
  }
  return unlessPossible(request, 'approve', acting.at) ?? { request, own }
}

/** As it is at this moment; one of another account is not found (R21). */
export async function findRequest(
  db: Database,
  { actor, at }: Asker,
  id: string,
): Promise<Standing | Refusal> {
  const read = () => readStandingIn(db, [id, accountsOf({ actor })])
  const [found] = await read()
  if (!found) return refuse({ code: 'notFound', what: 'request' })
  if (found.status !== 'pending') return found
  if (step(found, 'approve', at) && whyPointless(found) === null) return found
  // Neither the sweep nor the follower has been there: this click brings the copies of the card up to date (H1).
  await closeIfOver(db, id, at)
  const [closed] = await read()
  return closed ?? found
}
