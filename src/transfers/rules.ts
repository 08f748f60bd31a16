import { type Refusal, refuse } from '../chat'
import { isActive } from '../teams'
import { CONFIRMING_WORD, type Side, step, type Transfer } from './transfer'

/** Why nobody can accept it any more. */
export type Pointless = 'deleted' | 'recipientLeft' | 'ownerChanged'

/** Null: who started it owns the thing, and the recipient has not gone. */
export function whyPointless({ ownerId, fromId, toId, staying }: Transfer): Pointless | null {
  if (ownerId === null) return 'deleted'
  if (!staying.includes(toId)) return 'recipientLeft'
  return ownerId === fromId ? null : 'ownerChanged'
}

/** It can still be answered, in time and by somebody who is there. */
export const isOpen = (transfer: Transfer, now: number): boolean =>
  step(transfer, 'accept', now) !== null && whyPointless(transfer) === null

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
  /** What the workspace has set. */
  inactiveAfterDays: number
}

/** A team goes to one of its members who is there (F71, F72). */
export function objectionToOwner(
  { name, membership, lastActiveAt, inactiveAfterDays: days }: Recipient,
  { team, now }: { team: string; now: number },
): Refusal | null {
  if (!membership) return refuse({ code: 'notInTeam', name, team }, 'person')
  return isActive({ joinedAt: membership.joinedAt, lastActiveAt }, days, now)
    ? null
    : refuse({ code: 'inactive', name, team, days }, 'person')
}

/** Nothing is sent before its owner typed the word (F73); phones begin it with a capital. */
export const objectionToWord = (typed: string): Refusal | null =>
  typed.trim().toLowerCase() === CONFIRMING_WORD
    ? null
    : refuse({ code: 'wordTyped', expected: CONFIRMING_WORD }, 'typed')
