import { costEffect, type Prices } from '../../billing'
import type { CardKind } from '../../cards'
import type { Card, CardSubject } from '../../chat'
import { type Database, statement } from '../../db'
import { statusAt } from '../../deadlines'
import { readRequest } from './repository'
import type { ShareRequest } from './request'
import { type Deciding, deciderCard, requesterCard } from './views'

export const SUBJECT = 'shareRequest'

/** Who a copy is for: the one who decides, or the one who asked. */
export type RequestView = 'decider' | 'requester'

export const subjectOf = (id: string, view: RequestView): CardSubject => ({ type: SUBJECT, id, view })

/** What drawing takes. */
export interface Showing {
  db: Database
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
  return deciderCard(request, personId, await findDeciding(showing, request, personId, now), now)
}

const decides = ({ owner, requesterId }: ShareRequest, personId: string | null) =>
  personId !== null && owner?.personId === personId && requesterId !== personId

async function findDeciding(
  { db, prices: { currency } }: Showing,
  request: ShareRequest,
  personId: string | null,
  now: number,
): Promise<Deciding | null> {
  if (statusAt(request, now) !== 'pending' || !decides(request, personId)) return null
  const { chatbotId, workspaceId } = request
  const [cost, [look]] = await Promise.all([
    costEffect(db, { chatbotId, workspaceId, currency }, now),
    readLook(db, [chatbotId, personId]),
  ])
  return { cost, looks: look?.looks ?? false }
}

/** $1 chatbot, $2 person: whether it is shared with them or a team of theirs already. */
const readLook = statement<{ looks: boolean }>(
  'request.looks',
  `SELECT EXISTS (SELECT 1 FROM share_grant s WHERE s.chatbot_id = $1 AND s.ended_at IS NULL AND (s.person_id = $2
    OR s.team_id IN (SELECT team_id FROM membership WHERE person_id = $2 AND ended_at IS NULL))) AS looks`,
)
