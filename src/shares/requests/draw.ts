import { costEffect, type Plans, type Prices } from '../../billing'
import type { CardKind } from '../../cards'
import type { Card, CardSubject } from '../../chat'
import { type Database, statement } from '../../db'
import { statusAt } from '../../deadlines'
import { readRequest } from './repository'
import { type ShareRequest, SUBJECT } from './request'
import { deciderCard, formerDeciderCard, requesterCard } from './views'

/** Who a copy is for: the one who decides, or the one who asked. */
export type RequestView = 'decider' | 'requester'

export const subjectOf = (id: string, view: RequestView): CardSubject => ({ type: SUBJECT, id, view })

/** What drawing takes. */
export interface Showing {
  db: Database
  plans: Plans
  prices: Pick<Prices, 'currency'>
}

/** Every copy follows the request, on every platform (B4). */
export const requestCards = (showing: Showing): CardKind => ({
  type: SUBJECT,
  async draw(id, view, { now }, personId) {
    const [request] = await readRequest(showing.db, [id])
    return request
      ? drawRequest(showing, request, view === 'requester' ? view : 'decider', personId, now)
      : null
  },
})

/** As this person sees it at this moment. */
export async function drawRequest(
  showing: Showing,
  request: ShareRequest,
  view: RequestView,
  personId: string | null,
  now: number,
): Promise<Card> {
  if (view === 'requester') return requesterCard(request, now)
  const [look] = await readLook(showing.db, [request.chatbotId, personId, request.teamId])
  if (!look?.belongs) return formerDeciderCard
  const asks = statusAt(request, now) === 'pending' && decides(request, personId)
  const deciding = asks
    ? { cost: await readCost(showing, request, now), looks: look.looks, documents: look.documents }
    : null
  return deciderCard(request, personId, deciding, now)
}

const decides = ({ owner, requesterId }: ShareRequest, personId: string | null) =>
  personId !== null && owner?.personId === personId && requesterId !== personId

const readCost = ({ db, plans, prices: { currency } }: Showing, request: ShareRequest, now: number) =>
  costEffect({ db, plans }, { chatbotId: request.chatbotId, workspaceId: request.workspaceId, currency }, now)

/**
 * $1 chatbot, $2 person, $3 team. `looks`: the chatbot is shared with them or a team of theirs already; `belongs`: they are
 * in the team, or were until it was deleted.
 */
const readLook = statement<{ looks: boolean; documents: number; belongs: boolean }>(
  'request.looks',
  `SELECT EXISTS (SELECT 1 FROM share_grant s WHERE s.chatbot_id = $1 AND s.ended_at IS NULL AND (s.person_id = $2
    OR s.team_id IN (SELECT team_id FROM membership WHERE person_id = $2 AND ended_at IS NULL))) AS looks,
  (SELECT count(*)::int FROM document d WHERE d.base_id = $1 AND d.removed_at IS NULL) AS documents,
  EXISTS (SELECT 1 FROM membership m JOIN team t ON t.id = m.team_id WHERE m.team_id = $3 AND m.person_id = $2
    AND (m.ended_at IS NULL OR m.ended_at = t.deleted_at)) AS belongs`,
)
