import { auditOf } from '../../audit'
import type { Acting } from '../../chat'
import type { AuditRow, OwedRow, Traces } from '../../db'
import { type Pointless, SUBJECT } from './request'

type Deed = 'filed' | 'approved' | 'denied' | 'withdrawn' | 'cancelled' | 'expired' | 'reminded' | 'passedOn'

/** What a request is about, for its traces. */
export interface Subject {
  id: string
  accountId: string
  workspaceId: string
  teamId: string
  chatbotName: string
  requesterId: string
  requesterName: string
}

/** In the history of the team that was asked; `by` null: the clock, or what made it pointless. */
export function auditOfRequest(
  request: Subject,
  by: Pick<Acting, 'actor' | 'place'> | null,
  deed: Deed,
  data: Record<string, unknown> = {},
): AuditRow {
  const { id: subjectId, accountId, workspaceId, teamId, chatbotName: name, requesterName } = request
  const scope = { accountId, workspaceId, teamId }
  const entry = {
    action: `request.${deed}`,
    subjectType: SUBJECT,
    subjectId,
    data: { name, requester: requesterName, ...data },
  }
  return by ? auditOf(by, scope, entry) : { ...scope, ...entry, actorId: null }
}

/** Every copy of its card, the owner's and the requester's. */
export const redraw = ({ id, accountId }: Pick<Subject, 'id' | 'accountId'>): OwedRow => ({
  kind: 'refresh',
  accountId,
  name: SUBJECT,
  subjectId: id,
})

const notice = (
  { id, accountId }: Pick<Subject, 'id' | 'accountId'>,
  name: string,
  personId: string,
): OwedRow => ({ kind: 'notice', accountId, personId, name, subjectId: id })

export const askOwner = (request: Pick<Subject, 'id' | 'accountId'>, ownerId: string): OwedRow =>
  notice(request, 'request.filed', ownerId)

export const keepWithRequester = (request: Subject): OwedRow =>
  notice(request, 'request.mine', request.requesterId)

export const remindOwner = (request: Subject, ownerId: string): OwedRow =>
  notice(request, 'request.reminder', ownerId)

/** Nobody decided it in time. */
const tellExpired = (request: Subject): OwedRow => notice(request, 'request.expired', request.requesterId)

/** What became of it; `why`: nobody decided it, it has become pointless. */
export const tellRequester = (
  request: Subject,
  { actorId, why }: { actorId?: string; why?: Pointless | null } = {},
): OwedRow => ({
  ...notice(request, 'request.decided', request.requesterId),
  ...(actorId !== undefined && { actorId }),
  ...(why && { data: { why } }),
})

/** Nobody decided it: what the end by the clock, or what made it pointless, leaves behind. */
export const closed = (
  request: Subject,
  status: 'expired' | 'cancelled',
  why: Pointless | null = null,
): Traces => ({
  audit: [auditOfRequest(request, null, status, why ? { why } : {})],
  owed: [status === 'expired' ? tellExpired(request) : tellRequester(request, { why }), redraw(request)],
})
