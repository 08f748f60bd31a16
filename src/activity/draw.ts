import { drawChart } from '../charts'
import { type Card, type Context, isRefusal, PAGE_SIZE, type Refusal } from '../chat'
import { type Database, statement } from '../db'
import { readActor } from '../people'
import { adminIds } from '../scopes'
import { activityChart, activityWords } from './chart'
import { inactiveCard, type Removed } from './inactive-view'
import { listInactive, pageBySilence } from './people'
import type { Review } from './review'
import { type From, type Reviewing, reviewing } from './reviewer'
import { inactiveBefore } from './rules'
import type { Scope } from './scope'
import { countWhere, type Group, readShape } from './shape'
import type { Standing } from './standing'
import { closedCard, reviewCard } from './views'

/** How many people there are at least in a picture; fewer are told by their rows. Nobody waits for a posted card's. */
const LEAST_DRAWN = { asked: 3, posted: PAGE_SIZE + 1 }

type Asking = Pick<Context, 'actor' | 'at'>

/** What a button or command shows to somebody who may review there: the card that `from` names, as it is now. */
export async function showFrom(
  db: Database,
  asking: Asking,
  from: From,
  page: number,
): Promise<Card | Refusal> {
  const at = await reviewing(db, asking, from)
  if (isRefusal(at)) return at
  return at.review ? drawOne(db, asking, at, at.review) : listPage(db, asking, at, page)
}

/** A posted review as this person sees it at this moment. Null: there is none any more. */
export async function drawReview(db: Database, review: Review, personId: string, now: number): Promise<Card> {
  const actor = await readActor(db, personId, review.accountId)
  const at = await reviewing(db, { actor }, ['review', review.id])
  return isRefusal(at) ? closedCard : drawOne(db, { actor, at: now }, at, review)
}

const drawOne = (db: Database, asking: Asking, at: Reviewing, review: Review): Promise<Card> =>
  review.kind === 'weekly' ? drawInactive(db, asking, at, review) : listPage(db, asking, at, 0)

/** Whom the weekly review tells this reader of. */
export function inactiveFor(db: Database, { actor, at: now }: Asking, at: Reviewing, { madeAt }: Review) {
  const before = inactiveBefore(at.inactiveAfterDays, now)
  return listInactive(db, at.scope, { before, readBy: actor.personId, now, limit: PAGE_SIZE, madeAt })
}

async function drawInactive(db: Database, asking: Asking, at: Reviewing, review: Review): Promise<Card> {
  const { scope, inactiveAfterDays } = at
  const { actor, at: now } = asking
  const [people, removed, shape] = await Promise.all([
    inactiveFor(db, asking, at, review),
    readRemoved[scope.kind](db, [scope.accountId, review.id, scope.id]),
    readShape(db, scope, { now, before: inactiveBefore(inactiveAfterDays, now) }),
  ])
  const standing: Standing = { at, from: ['review', review.id], readBy: actor.personId, now }
  return withPicture(inactiveCard(standing, people, removed), shape, 'posted')
}

async function listPage(db: Database, asking: Asking, at: Reviewing, page: number): Promise<Card> {
  const { actor, at: now } = asking
  const { scope, inactiveAfterDays, review } = at
  const people = await pageBySilence(db, scope, { size: PAGE_SIZE, page })
  if (people.people.length === 0 && page > 0) return listPage(db, asking, at, 0)
  const [shape, admins] = await Promise.all([
    readShape(db, scope, { now, before: inactiveBefore(inactiveAfterDays, now) }),
    scope.kind === 'workspace' ? adminIds(db, [scope.accountId]) : null,
  ])
  const from = review ? (['review', review.id] as const) : ([scope.kind, scope.id] as const)
  const standing: Standing = { at, from, ...(!review && { page }), readBy: actor.personId, now }
  const own = actor.teamRoles.find(({ teamId }) => teamId === scope.id)
  const beside = {
    ...{ shape, settings: own?.settings ?? null, accountAdmins: admins?.length ?? null },
    invitesAdmins: admins?.some(({ personId }) => personId === actor.personId) ?? false,
  }
  return withPicture(reviewCard(standing, people, beside), shape, review ? 'posted' : 'asked')
}

async function withPicture(
  card: Card,
  shape: readonly Group[],
  wanted: keyof typeof LEAST_DRAWN,
): Promise<Card> {
  if (countWhere(shape, () => true) < LEAST_DRAWN[wanted]) return card
  const image = await drawChart(activityChart(shape), { name: 'activity.png', alt: activityWords(shape) })
  return { ...card, image }
}

/** $1 account, $2 review, $3 team or workspace: whom somebody has removed since the review was made. */
const removedFrom = (kind: Scope['kind'], action: string) =>
  statement<Removed>(
    `review.removed.${kind}`,
    `SELECT e.data->>'name' AS name, p.name AS by, e.at FROM audit_entry e JOIN person p ON p.id = e.actor_id
     WHERE e.${kind}_id = $3 AND e.id > $2 AND e.action = '${action}' AND e.account_id = $1 ORDER BY e.id DESC LIMIT 3`,
  )

const readRemoved = {
  team: removedFrom('team', 'member.removed'),
  workspace: removedFrom('workspace', 'workspace.userRemoved'),
}
