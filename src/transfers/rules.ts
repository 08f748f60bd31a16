import { type Refusal, refuse } from '../chat'
import { INACTIVE_AFTER_DAYS, isActive } from '../teams'
import { CONFIRMING_WORD, type Side, step, type Transfer } from './transfer'

/** It can still be answered: in time, who started it owns it, and the recipient has not gone. */
export const isOpen = (transfer: Transfer, now: number): boolean =>
  step(transfer, 'accept', now) !== null &&
  transfer.ownerId === transfer.fromId &&
  transfer.staying.includes(transfer.toId)

/** On which side somebody stands; null: on none, or not any more. */
export function sideOf({ fromId, toId, staying }: Transfer, personId: string | null): Side | null {
  if (personId === null || !staying.includes(personId)) return null
  if (personId === toId) return 'recipient'
  return personId === fromId ? 'starter' : null
}

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
