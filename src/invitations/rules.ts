import {
  type ChatUser,
  isBlank,
  type NamedPerson,
  type NamedScope,
  type Refusal,
  refuse,
  shorten,
} from '../chat'
import { statusAt } from '../deadlines'
import { foldAddress, maskAddress } from '../people'
import {
  addressOf,
  BULK_LIMIT,
  type Invitation,
  type Invitee,
  inviteeOfAddress,
  inviteeOfUser,
} from './invitation'

/** A person to invite, after reading what was typed. */
export interface Prospect {
  invitee: Invitee
  name: string
  address: string | null
  user: ChatUser | null
}

/** One line of the result of a bulk invitation: each typed entry has one. */
export type InviteLine = { name: string } & (
  | { sent: true; invitationId: string }
  | { sent: false; why: Refusal }
)

/** Of what was typed as a name, or as an address that is none; longer than the names of both platforms. */
const NAME_LENGTH = 80

/** Folds and collapses what was typed; unreadable entries become lines that say so (F54), like those refused before. */
export function readProspects(
  people: readonly NamedPerson[],
  refused: readonly InviteLine[] = [],
): { prospects: Prospect[]; bad: InviteLine[] } | Refusal {
  if (people.length + refused.length === 0)
    return refuse({ code: 'empty', what: 'address or chat user' }, 'people')
  if (people.length > BULK_LIMIT)
    return refuse({ code: 'tooMany', what: 'people', count: people.length, limit: BULK_LIMIT }, 'people')
  const prospects = new Map<Invitee, Prospect>()
  const bad: InviteLine[] = [...refused]
  for (const person of people) {
    const prospect = readProspect(person)
    if ('refused' in prospect)
      bad.push({
        name: person.kind === 'user' ? person.user.userId : shorten(person.typed, NAME_LENGTH),
        sent: false,
        why: prospect,
      })
    else prospects.set(prospect.invitee, prospect)
  }
  return { prospects: [...prospects.values()], bad }
}

function readProspect(person: NamedPerson): Prospect | Refusal {
  if (person.kind === 'user') {
    const { user, name = '' } = person
    const shown = isBlank(name) ? user.userId : shorten(name, NAME_LENGTH)
    return { invitee: inviteeOfUser(user), name: shown, address: null, user }
  }
  const address = person.kind === 'address' ? foldAddress(person.typed) : null
  if (address === null) return refuse({ code: 'malformedAddress', typed: person.typed, orMention: true })
  return { invitee: inviteeOfAddress(address), name: address, address, user: null }
}

/** What the database knows of a prospect, in this scope. */
export interface Standing {
  invitee: Invitee
  /** People behind the address or chat user. */
  personIds: readonly string[]
  /** Name of the person who is in it already. */
  insideAs: string | null
  /** Has a pending invitation, under this or another address or chat user of the same person (R17). */
  pending: boolean
  /** A pending invitation whose time is over. */
  lapsed: string | null
}

/** Why this prospect gets no invitation; null when nothing speaks against it. */
export function objection(
  prospect: Prospect,
  standing: Standing | undefined,
  actorId: string,
  scope: NamedScope,
): Refusal | null {
  if (standing?.personIds.includes(actorId)) return refuse({ code: 'ownAddress' })
  if (standing?.insideAs) return refuse({ code: 'alreadyMember', name: standing.insideAs, scope })
  if (standing?.pending) return refuse({ code: 'alreadyPending', who: prospect.name, scope: scope.kind })
  return null
}

/**
 * Only the invited one answers: `proofs` are all invitees that the answering person is. The mail's token proves its
 * address, unless the person who brings it is known by other addresses: then it is the wrong account (F56).
 */
export function wrongPerson(
  { invitee }: Pick<Invitation, 'invitee'>,
  { proofs, byToken }: { proofs: readonly Invitee[]; byToken: boolean },
): Refusal | null {
  if (proofs.includes(invitee)) return null
  const address = addressOf(invitee)
  if (address === null) return refuse({ code: 'wrongPerson', addressedTo: 'another chat user' })
  const knownByAddress = proofs.some((proof) => addressOf(proof) !== null)
  return byToken && !knownByAddress
    ? null
    : refuse({ code: 'wrongPerson', addressedTo: maskAddress(address) })
}

/** Why it cannot be answered any more; null while it can. */
export function over(
  invitation: Pick<Invitation, 'status' | 'expiresAt' | 'endedAt' | 'scope'>,
  now: number,
): Refusal | null {
  const status = statusAt(invitation, now)
  if (status === 'pending') return null
  return refuse({
    code: 'invitationOver',
    status,
    scope: invitation.scope.kind,
    at: status === 'expired' ? invitation.expiresAt : invitation.endedAt,
  })
}
