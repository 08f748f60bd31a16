import { type Card, type Refusal, refuse, type Visit } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, statement } from '../db'
import { addressEntry, findHolders, identityOf, linkedEntry } from './bind'
import { type Code, usingCode } from './code'
import { type Newcomer, newcomer } from './newcomer'
import type { Redeem } from './redeem'
import { userKey } from './tries'
import { type VetOptions, vet } from './vet'
import { addressAddedCard, linkedCard } from './views'

export interface LinkOptions extends VetOptions {
  db: Database
}

const readBound = statement<{ personId: string; name: string }>(
  'people.bound',
  `SELECT p.id AS "personId", p.name FROM chat_identity i JOIN person p ON p.id = i.person_id
WHERE i.platform = $1 AND i.tenant = $2 AND i.user_id = $3`,
)

const readName = statement<{ name: string }>('people.name', 'SELECT name FROM person WHERE id = $1')

/** Who is bound to the chat user now: while a change is tried again, the actor of the visit may be out of date. */
export async function findBound(db: Database, { sender }: Pick<Visit, 'sender'>) {
  const [bound] = await readBound(db, [sender.platform, sender.tenant, sender.userId])
  return bound
}

const link = defineChange('people.link', `${newcomer(1, 2)}, ${usingCode(3, 2)}`)

/** A code of purpose `identity`: binds this chat user to the person who got it on the other platform. */
export function redeemIdentity(options: LinkOptions): Redeem {
  return async (visit, code) => {
    const bound = await findBound(options.db, visit)
    if (bound) return refuse({ code: 'alreadyLinked', to: bound.name })
    return bindBy(options, visit, code, { personId: code.personId, accountId: code.accountId, by: 'code' })
  }
}

/** A code of purpose `address`: proves the address for a known person; else tells who the chat user is, if it is one person's. */
export function redeemAddress(options: LinkOptions): Redeem {
  return async (visit, code) => {
    const { db } = options
    // Mailed to an address for one chat user: whoever else gets hold of it cannot use it.
    if (code.data.for !== userKey(visit.sender)) return refuse({ code: 'codeWrong' }, 'code')
    const address = String(code.data.address)
    const bound = await findBound(db, visit)
    if (bound) return addAddress(db, visit, code, bound.personId, address)
    const [holder, ...others] = await findHolders(db, [address, code.accountId])
    if (others.length > 0) return refuse({ code: 'notLinked', why: 'severalMatches' })
    if (!holder) return refuse({ code: 'notLinked', why: 'noMatch' })
    const accountId = holder.accountId ?? code.accountId
    return bindBy(options, visit, code, { personId: holder.personId, accountId, by: 'mailedCode' })
  }
}

async function bindBy(
  options: LinkOptions,
  visit: Visit,
  code: Code,
  { personId, accountId, by }: { personId: string | null; accountId: string | null; by: string },
): Promise<Card | Refusal> {
  const { db } = options
  if (personId === null || accountId === null) throw new Error(`a code of ${code.purpose} names nobody`)
  const vetted = await vet(options, visit.sender)
  if ('refusal' in vetted) return refuse(vetted.refusal)
  const identity = identityOf(visit.sender, vetted.profile, visit.at)
  const [found] = await readName(db, [personId])
  const given: Newcomer = { personId, identity }
  const card = linkedCard(found?.name ?? '', visit.sender.platform)
  await link(db, [JSON.stringify(given), isoTime(visit.at), code.hash], visit, {
    reliesOn: [],
    audit: [linkedEntry(accountId, personId, identity, by)],
    owed: [],
    outcome: card,
  })
  return card
}

async function addAddress(db: Database, visit: Visit, code: Code, personId: string, address: string) {
  const given: Newcomer = { personId, provedAddress: address }
  const card = addressAddedCard(address)
  if (code.accountId === null) throw new Error('a mailed code belongs to an account')
  await link(db, [JSON.stringify(given), isoTime(visit.at), code.hash], visit, {
    reliesOn: [],
    audit: [addressEntry(code.accountId, personId, visit.place.platform, address)],
    owed: [],
    outcome: card,
  })
  return card
}
