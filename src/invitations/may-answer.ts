import { type Refusal, refuse } from '../chat'
import { type Database, newId } from '../db'
import { findHolders, type Newcomer } from '../people'
import { accountsOf } from '../teams'
import { type Answerer, personIn } from './answerer'
import { expireInvitation } from './expire'
import { addressOf, type Invitation, type Invitee } from './invitation'
import { readProofs } from './repository'
import { over, wrongPerson } from './rules'

/** Why this one may not answer this invitation now; null when they may. */
export async function mayAnswer(
  db: Database,
  invitation: Invitation,
  who: Answerer,
  at: number,
): Promise<Refusal | null> {
  const proofs = await proofsOf(db, invitation, who)
  const isConfined = who.confinedTo !== undefined
  const wrong = wrongPerson(invitation, { proofs, byToken: who.byToken && !isConfined })
  if (wrong && !who.byToken && !actsIn(who, invitation.scope.accountId))
    return refuse({ code: 'notFound', what: 'invitation' })
  const ended = over(invitation, at)
  // Too late, and the sweep has not been there: this click brings the copies of the card up to date (H1).
  if (ended && invitation.status === 'pending') await expireInvitation(db, invitation.id, at)
  return ended ?? (wrong && isConfined && who.byToken ? refuse({ code: 'confined' }) : wrong)
}

/**
 * A confirmed address counts in the account whose Slack confirmed it, one proved by mail everywhere. Beyond its account
 * a confined chat user has no other proof than the mail's token, for an address that its person has.
 */
async function proofsOf(
  db: Database,
  { scope: { accountId } }: Invitation,
  who: Answerer,
): Promise<readonly Invitee[]> {
  const personId = who.byToken ? who.personId : personIn(who, accountId)
  const proved = personId === null ? [] : await readProofs(db, [personId, who.confinedTo ?? accountId])
  const counts = who.confirmed === undefined || who.confirmed.accountId === accountId
  const vouched = counts ? who.vouched : who.vouched.filter((invitee) => addressOf(invitee) === null)
  return [...proved.map(({ invitee }) => invitee), ...vouched]
}

/** A button names an invitation by its id alone: of another account there is none, but for whom it invites (R21). */
function actsIn({ from }: Answerer, accountId: string): boolean {
  if (!from) return false
  const { actor, home } = from
  return home?.accountId === accountId || (actor !== null && accountsOf({ actor }).includes(accountId))
}

/** The person who becomes a member: the one who answers, the one known by the proved address, or a new one. */
export async function whoJoins(
  db: Database,
  invitation: Invitation,
  who: Answerer,
  at: number,
): Promise<Newcomer | Refusal> {
  const no = await mayAnswer(db, invitation, who, at)
  if (no) return no
  const { accountId } = invitation.scope
  const invited = addressOf(invitation.invitee)
  const byMail = who.byToken && invited !== null
  if (who.personId !== null) {
    const { personId, identityId } = who
    if (byMail)
      return { personId, provedAddress: invited, ...(identityId !== undefined && { lifted: identityId }) }
    return personIn(who, accountId) === null ? refuse({ code: 'confined' }) : { personId }
  }
  const confirmed = who.confirmed?.accountId === accountId ? who.confirmed.address : null
  const address = byMail ? invited : confirmed
  const holders = address ? await findHolders(db, [address, accountId]) : []
  // What a Slack confirms makes nobody of its people a person who is known only elsewhere (R21, R22); the mail does.
  const [holder, ...others] = byMail ? holders : holders.filter((found) => found.accountId !== null)
  if (others.length > 0) return refuse({ code: 'notLinked', why: 'severalMatches' })
  return {
    personId: holder?.personId ?? newId(at),
    ...(!holder && { name: who.name }),
    ...(address !== null && { provedAddress: address, ...(!byMail && { confirmedIn: accountId }) }),
    ...(who.identity && { identity: who.identity }),
  }
}
