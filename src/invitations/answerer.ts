import {
  type Log,
  type Platform,
  type ProfileReader,
  type Refusal,
  refuse,
  shorten,
  type Visit,
} from '../chat'
import type { Database } from '../db'
import { findBound, foldAddress, identityOf, type Newcomer, vet } from '../people'
import { type Invitee, inviteeOfAddress, inviteeOfUser } from './invitation'

export interface Doorway {
  db: Database
  profiles: (platform: Platform) => ProfileReader | undefined
  log: Log
}

/** Who answers an invitation, from chat or from the mail's page. */
export interface Answerer {
  /** The person, when known. */
  personId: string | null
  /** The one account in which the chat user is that person, and its identity, which the mail's code may lift (R22). */
  confinedTo?: string
  identityId?: string
  name: string
  /** Brought the token or code from the mail. */
  byToken: boolean
  /** What the platform vouches for: the chat user, and a confirmed address where it counts. */
  vouched: readonly Invitee[]
  /** The account in whose Slack the address was confirmed; it says nothing elsewhere (R21). */
  confirmed?: { address: string; accountId: string }
  /** A chat user who is nobody yet: what becomes of them when they accept. */
  identity?: NonNullable<Newcomer['identity']>
  /** For the audit; null on the page. */
  from: Pick<Visit, 'actor' | 'place' | 'home'> | null
}

/** Longer names come from addresses only, and would not fit a card. */
const NAME_LENGTH = 80

/** Whom the answerer is known to be in an account; null: nobody. */
export const personIn = (
  { personId, confinedTo }: Pick<Answerer, 'personId' | 'confinedTo'>,
  accountId: string | null,
): string | null => (confinedTo === undefined || confinedTo === accountId ? personId : null)

/** On the page there is only the token: whoever opened the mail. */
export const answererOnPage = (inviteeName: string): Answerer => ({
  personId: null,
  name: shorten(inviteeName, NAME_LENGTH),
  byToken: true,
  vouched: [],
  from: null,
})

/** Saying no makes nobody a member: guests may do that too. */
export const answererDeclining = ({ actor, sender, place, home }: Visit, byToken: boolean): Answerer => ({
  personId: actor?.personId ?? null,
  name: actor?.name ?? sender.name,
  ...(actor?.confinedTo !== undefined && { confinedTo: actor.confinedTo }),
  byToken,
  vouched: [inviteeOfUser(sender)],
  from: { actor, place, home },
})

/** The one who answers from chat. A chat user who is nobody yet is looked up at the platform: guests and strangers stay out (R22). */
export async function answererInChat(
  doorway: Doorway,
  visit: Visit,
  byToken: boolean,
): Promise<Answerer | Refusal> {
  const { actor, sender, place, home } = visit
  const base = { byToken, vouched: [inviteeOfUser(sender)], from: { actor, place, home } }
  if (actor && actor.confinedTo === undefined) return { ...base, personId: actor.personId, name: actor.name }
  const bound = sender.stranger ? undefined : await findBound(doorway.db, visit)
  if (bound) {
    const { id: identityId, personId, name, confinedTo } = bound
    return { ...base, personId, name, ...(confinedTo !== null && { confinedTo, identityId }) }
  }
  const vetted = await vet(doorway, sender)
  if ('refusal' in vetted) return refuse(vetted.refusal)
  const { profile } = vetted
  const address = foldAddress(profile.confirmedEmail ?? '')
  const nobody = {
    ...base,
    personId: null,
    name: shorten(profile.name, NAME_LENGTH),
    identity: identityOf(sender, profile, visit.at),
  }
  if (!address || !home) return nobody
  const confirmed = { address, accountId: home.accountId }
  return { ...nobody, confirmed, vouched: [...base.vouched, inviteeOfAddress(address)] }
}
