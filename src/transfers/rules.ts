import { type Refusal, refuse } from '../chat'
import { INACTIVE_AFTER_DAYS, isActive } from '../teams'
import { CONFIRMING_WORD, type Transfer } from './transfer'

/** Nobody could accept it any more: who started it does not own it now, or the recipient is gone. */
export const isPointless = ({ ownerId, fromId, toStays }: Pick<Transfer, 'ownerId' | 'fromId' | 'toStays'>) =>
  ownerId !== fromId || !toStays

/** A person as somebody to whom something may go. */
export interface Recipient {
  personId: string
  name: string
  /** In the team it is about; null: in none. */
  membership: { membershipId: string; version: number; joinedAt: number } | null
  /** Null: never seen in chat. */
  lastActiveAt: number | null
}

/** A team goes to one of its members who is there (F71, F72), and only when its owner typed the word (F73). */
export function objectionToOwner(
  { name, membership, lastActiveAt }: Recipient,
  { team, typed, now }: { team: string; typed: string; now: number },
): Refusal | null {
  if (!membership) return refuse({ code: 'notInTeam', name, team }, 'person')
  if (!isActive({ joinedAt: membership.joinedAt, lastActiveAt }, now))
    return refuse({ code: 'inactive', name, team, days: INACTIVE_AFTER_DAYS }, 'person')
  return typed.trim() === CONFIRMING_WORD
    ? null
    : refuse({ code: 'wordTyped', expected: CONFIRMING_WORD }, 'typed')
}

/** R17. */
export const waiting = ({ what, name, toName, expiresAt }: Transfer): Refusal =>
  refuse({ code: 'transferPending', what, name, to: toName, expiresAt })

export const over = (
  { what, name }: Transfer,
  status: Exclude<Transfer['status'], 'pending'>,
  at: number,
): Refusal => refuse({ code: 'transferOver', what, name, status, at })

/** F75. */
export const elsewhere = ({ what, name, toName }: Transfer): Refusal =>
  refuse({ code: 'transferElsewhere', what, name, to: toName })
