import {
  isRefusal,
  type Log,
  type Platform,
  type ProfileReader,
  type Refusal,
  refuse,
  type Visit,
} from '../chat'
import { isoTime } from '../clock'
import type { Database } from '../db'
import { foldAddress, identityOf, limitTries, vet } from '../people'
import { foldCode, hashSecret } from '../secrets'
import type { Answerer } from './answer'
import { type Invitation, inviteeOfUser } from './invitation'
import { readByHash, readInvitation, readWaiting } from './repository'

export interface Doorway {
  db: Database
  profiles: (platform: Platform) => ProfileReader | undefined
  log: Log
}

/** The one who answers from chat. A chat user who is nobody yet is looked up at the platform: guests and strangers stay out (R22). */
export async function answererInChat(
  doorway: Doorway,
  visit: Visit,
  byToken: boolean,
): Promise<Answerer | Refusal> {
  const { actor, sender, place, home } = visit
  const from = { actor, place, home }
  if (actor) return { personId: actor.personId, name: actor.name, sender, byToken, from }
  const vetted = await vet(doorway, sender)
  if ('refusal' in vetted) return refuse(vetted.refusal)
  const { profile } = vetted
  const confirmedAddress = foldAddress(profile.confirmedEmail ?? '')
  return {
    personId: null,
    name: profile.name,
    sender,
    byToken,
    from,
    identity: identityOf(sender, profile, visit.at),
    ...(confirmedAddress && { confirmedAddress }),
  }
}

/** The invitation a typed code means. Guessing is limited, and every failure reads alike. */
export async function findByCode(db: Database, visit: Visit, typed: string): Promise<Invitation | Refusal> {
  const limited = await limitTries(db, visit)
  if (isRefusal(limited)) return limited
  const code = foldCode(typed)
  const [invitation] = code ? await readByHash(db, [hashSecret(code)]) : []
  if (!invitation) return refuse({ code: 'codeWrong' }, 'code')
  await limited.passed()
  return invitation
}

/** The token of the mail's link: 256 bits need no limit on tries. */
export async function findByToken(db: Database, token: string): Promise<Invitation | Refusal> {
  const [invitation] = await readByHash(db, [hashSecret(token)])
  return invitation ?? refuse({ code: 'notFound', what: 'invitation' })
}

export async function findById(db: Database, id: string): Promise<Invitation | Refusal> {
  const [invitation] = await readInvitation(db, [id])
  return invitation ?? refuse({ code: 'notFound', what: 'invitation' })
}

/** What waits for whoever asks: by person when known, else by chat user and the address that the platform confirms. */
export const findWaiting = (db: Database, visit: Visit, confirmedAddress?: string): Promise<Invitation[]> =>
  readWaiting(db, [
    visit.actor?.personId ?? null,
    inviteeOfUser(visit.sender),
    isoTime(visit.at),
    confirmedAddress ?? null,
  ])
