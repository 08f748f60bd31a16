import type { EndedRequest } from '../../chat'
import type { Share, ShareLevel } from '../../chatbots'
import { stepIn } from '../../deadlines'

export type RequestStatus = 'pending' | EndedRequest
export type RequestEvent = 'approve' | 'deny' | 'expire' | 'withdraw'

/** What its cards, its redraws and the history call it. */
export const SUBJECT = 'shareRequest'

/** What made a request pointless: nobody decided it, and nobody can. */
export type Pointless =
  | 'chatbotDeleted'
  | 'teamDeleted'
  | 'chatbotTransferred'
  | 'requesterLeft'
  /** Who asked owns the team now, and nobody decides their own request (R9). */
  | 'requesterOwns'
  | 'shared'

/** A member asks the owner of a team to take their chatbot in (R7, R8). */
export interface ShareRequest {
  id: string
  accountId: string
  workspaceId: string
  teamId: string
  teamName: string
  /** Who decides: the owner of the team at this moment; null: the team is gone. */
  owner: { personId: string; name: string } | null
  chatbotId: string
  chatbotName: string
  chatbotDescription: string
  /** The chatbot is shared with another team, and paid there by another than the requester. */
  paidElsewhere: boolean
  requesterId: string
  requesterName: string
  /** What they propose. */
  level: ShareLevel
  reason: string | null
  status: RequestStatus
  /** Milliseconds since 1970; from this moment on it cannot be decided, whatever the status says (R15). */
  expiresAt: number
  createdAt: number
  endedAt: number | null
  /** Who decided or withdrew it; null: the clock, or something that made it pointless. */
  endedBy: string | null
  /** Said with a denial. */
  answer: string | null
  /** What was approved. */
  granted: Share | null
  /** How the team has the chatbot at this moment; null: not at all. */
  live: Share | null
  /** Of one that was cancelled by nobody. */
  why: Pointless | null
}

/** Of a reason, asking and denying: what a card can show whole (H7). */
export const REASON_LENGTH = 1_000

/** That one person makes to one team within a day: whoever asks and withdraws would not let its owner rest. */
export const DAILY_REQUESTS = 10

/** domain.md §4. */
const NEXT = {
  pending: { approve: 'approved', deny: 'denied', expire: 'expired', withdraw: 'cancelled' },
  approved: {},
  denied: {},
  expired: {},
  cancelled: {},
} as const satisfies Record<RequestStatus, Partial<Record<RequestEvent, RequestStatus>>>

/** The status after an event, or null when the event is impossible now. */
export const step = (request: Pick<ShareRequest, 'status' | 'expiresAt'>, event: RequestEvent, now: number) =>
  stepIn<RequestStatus, RequestEvent>(NEXT, request, event, now)
