import { accountWithin, isRefusal, type Refusal, refuse, type Visit } from '../chat'
import { isoTime } from '../clock'
import type { Database } from '../db'
import { hashOfLink } from '../later-link'
import { limitTries } from '../people'
import { foldCode, hashSecret, type Secrets } from '../secrets'
import { type Answerer, personIn } from './answerer'
import type { Invitation } from './invitation'
import { readByCode, readByToken, readInvitation, readWaiting } from './repository'

/** The invitation a typed code means. Guessing is limited, and every failure reads alike. */
export async function findByCode(db: Database, visit: Visit, typed: string): Promise<Invitation | Refusal> {
  const limited = await limitTries(db, visit, typed)
  if (isRefusal(limited)) return limited
  const code = foldCode(typed)
  const [invitation] = code ? await readByCode(db, [hashSecret(code)]) : []
  if (!invitation) return refuse({ code: 'codeWrong' }, 'code')
  await limited.passed()
  return invitation
}

/** The token of a mail's link: 256 bits need no limit on tries. */
export async function findByToken(
  db: Database,
  secrets: Secrets,
  token: string,
): Promise<Invitation | Refusal> {
  const hash = hashOfLink(secrets, 'invitation', token)
  const [invitation] = hash ? await readByToken(db, [hash]) : []
  return invitation ?? refuse({ code: 'notFound', what: 'invitation' })
}

export async function findById(db: Database, id: string): Promise<Invitation | Refusal> {
  const [invitation] = await readInvitation(db, [id])
  return invitation ?? refuse({ code: 'notFound', what: 'invitation' })
}

/** What waits for whoever asks, in the account spoken through; in a Discord direct message in all of theirs (R21). */
export const findWaiting = (
  db: Database,
  visit: Visit,
  who: Pick<Answerer, 'personId' | 'confinedTo' | 'vouched'>,
) => {
  const accountId = accountWithin(visit)
  return readWaiting(db, [personIn(who, accountId), who.vouched, isoTime(visit.at), accountId])
}
