import type { TeamMembership } from '../../access'
import {
  type Answer,
  type Card,
  type Context,
  isRefusal,
  PAGE_SIZE,
  type Refusal,
  refuse,
  replace,
  say,
} from '../../chat'
import type { Database } from '../../db'
import { accountsOf } from '../../teams'
import { drawRequest, type RequestView, type Showing, subjectOf } from './draw'
import { listCard, mayDecideIn } from './list-view'
import { pageRequests, readRequest, readRequestIn } from './repository'
import type { ShareRequest } from './request'

/** A page that is no longer there shows the first. */
export async function listPage(
  db: Database,
  context: Context,
  own: TeamMembership,
  page: number,
): Promise<Card> {
  const { personId } = context.actor
  const whose = mayDecideIn(own) ? null : personId
  const found = await pageRequests(db, [own.teamId, whose, PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return listPage(db, context, own, 0)
  return listCard(own, found, { page, total: found[0]?.total ?? 0, personId, now: context.at })
}

/** The card of a request for who asked, or for who decides at this moment; for everybody else there is none (R21). */
export async function openRequest(showing: Showing, context: Context, id: string): Promise<Answer | Refusal> {
  const request = await findRequest(showing.db, context, id)
  const view = request && viewFor(request, context.actor.personId)
  if (!view) return refuse({ code: 'notFound', what: 'request' })
  const card = await drawRequest(showing, request, view, context.actor.personId, context.at)
  return say(card, 'private', subjectOf(id, view))
}

function viewFor({ requesterId, owner }: ShareRequest, personId: string): RequestView | null {
  if (requesterId === personId) return 'requester'
  return owner?.personId === personId ? 'decider' : null
}

/** The pressed card in its new state, read after the commit (B5); the same for every delivery of the click (R19). */
export async function showDecided(
  showing: Showing,
  { actor, at }: Context,
  decided: { id: string } | Refusal,
  view: RequestView = 'decider',
): Promise<Answer | Refusal> {
  if (isRefusal(decided)) return decided
  const [request] = await readRequest(showing.db, [decided.id])
  if (!request) return refuse({ code: 'notFound', what: 'request' })
  return replace(await drawRequest(showing, request, view, actor.personId, at))
}

const findRequest = async (db: Database, context: Context, id: string): Promise<ShareRequest | undefined> =>
  (await readRequestIn(db, [id, accountsOf(context)]))[0]
