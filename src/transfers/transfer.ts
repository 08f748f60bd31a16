import type { EndedTransfer, TransferSubject } from '../chat'
import { stepIn } from '../deadlines'

/** As in `CardSubject.type`, and of what the audit tells. */
export const TRANSFER = 'transfer'

export type TransferStatus = 'pending' | EndedTransfer
export type TransferEvent = 'accept' | 'decline' | 'cancel' | 'expire'

/** A team or a chatbot is offered to another person, who accepts or declines. */
export interface Transfer {
  id: string
  accountId: string
  workspaceId: string
  workspaceName: string
  what: TransferSubject
  /** Of the team or chatbot. */
  subjectId: string
  /** Its name. */
  name: string
  /** The team in whose history it stands: the one it is about, or the first that the chatbot is shared with. */
  teamId: string | null
  /** Who owns it now; null: it has been deleted. */
  ownerId: string | null
  /** Who started it, and owned it then. */
  fromId: string
  fromName: string
  /** Who answers (F75). */
  toId: string
  toName: string
  /** Which of the two are still of the team, without a break since it was started; for a chatbot of its workspace. */
  staying: readonly string[]
  /** With how many teams and people, not counting the recipient, the chatbot is shared. */
  shares: { teams: number; people: number }
  status: TransferStatus
  /** Milliseconds since 1970; from this moment on it cannot be accepted, whatever the status says (R15). */
  expiresAt: number
  createdAt: number
  endedAt: number | null
  /** Name of who answered or cancelled it; null: the clock, or something that made it pointless. */
  endedBy: string | null
}

/** Who reads of it: the words differ, what happens does not. */
export type Side = 'starter' | 'recipient'

/** What the owner of a team types before anything is sent (F73). */
export const CONFIRMING_WORD = 'confirm'

/** domain.md §4. */
const NEXT = {
  pending: { accept: 'accepted', decline: 'declined', cancel: 'cancelled', expire: 'expired' },
  accepted: {},
  declined: {},
  cancelled: {},
  expired: {},
} as const satisfies Record<TransferStatus, Partial<Record<TransferEvent, TransferStatus>>>

/** The status after an event, or null when the event is impossible now. */
export const step = (transfer: Pick<Transfer, 'status' | 'expiresAt'>, event: TransferEvent, now: number) =>
  stepIn<TransferStatus, TransferEvent>(NEXT, transfer, event, now)
