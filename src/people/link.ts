import { type Card, type Refusal, refuse, type Visit } from '../chat'
import { isoTime } from '../clock'
import { type AuditRow, type Database, defineChange, statement } from '../db'
import { happened } from '../events'
import { addressEntry, countsIn, findHolders, identityOf, liftedEntry, linkedEntry } from './bind'
import { type Bound, findBound } from './bound'
import { type Code, usingCode } from './code'
import { type Newcomer, newcomer } from './newcomer'
import type { Redeem } from './redeem'
import { userKey } from './tries'
import { type VetOptions, vet } from './vet'
import { addressAddedCard, linkedCard } from './views'

export interface LinkOptions extends VetOptions {
  db: Database
}

const readName = statement<{ name: string }>('people.name', 'SELECT name FROM person WHERE id = $1')

const link = defineChange('people.link', `${newcomer(1, 2)}, ${usingCode(3, 2)}`)

/** A code of purpose `identity`: makes this chat user the person who got it on the other platform, as far as that one is. */
export function redeemIdentity(options: LinkOptions): Redeem {
  return async (visit, code) => {
    const { db } = options
    const { personId, accountId } = code
    const confinedTo = typeof code.data.confinedTo === 'string' ? code.data.confinedTo : null
    const bound = await findBound(db, visit)
    if (!bound) return bindBy(options, visit, code, { personId, accountId, by: 'code', confinedTo })
    const lifts = bound.personId === personId && bound.confinedTo !== null && confinedTo === null
    if (!lifts) return refuse({ code: 'alreadyLinked', to: bound.name })
    const card = linkedCard(bound.name, visit.sender.platform)
    return save(db, visit, code, bound, { given: { personId: bound.personId }, audit: [], card })
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
    if (bound) return addAddress(db, visit, code, bound, address)
    const [holder, ...others] = await findHolders(db, [address, code.accountId])
    if (others.length > 0) return refuse({ code: 'notLinked', why: 'severalMatches' })
    if (!holder) return refuse({ code: 'notLinked', why: 'noMatch' })
    const accountId = holder.accountId ?? code.accountId
    return bindBy(options, visit, code, {
      personId: holder.personId,
      accountId,
      by: 'mailedCode',
      confinedTo: null,
    })
  }
}

interface Binding {
  personId: string | null
  accountId: string | null
  by: string
  confinedTo: string | null
}

async function bindBy(
  options: LinkOptions,
  visit: Visit,
  code: Code,
  { personId, accountId, by, confinedTo }: Binding,
): Promise<Card | Refusal> {
  const { db } = options
  if (personId === null || accountId === null) throw new Error(`a code of ${code.purpose} names nobody`)
  const vetted = await vet(options, visit.sender)
  if ('refusal' in vetted) return refuse(vetted.refusal)
  const identity = identityOf(visit.sender, vetted.profile, visit.at)
  const [found] = await readName(db, [personId])
  const given: Newcomer = {
    personId,
    identity,
    seenIn: accountId,
    ...(confinedTo !== null && { confirmedIn: confinedTo }),
  }
  const card = linkedCard(found?.name ?? '', visit.sender.platform, confinedTo !== null)
  await link(db, [JSON.stringify(given), isoTime(visit.at), code.hash], visit, {
    reliesOn: [],
    audit: [linkedEntry(accountId, personId, identity, by)],
    owed: [happened('roles.changed', { accountId, subjectId: personId, actorId: personId })],
    outcome: card,
  })
  return card
}

const readAddress = statement(
  'people.addressOf',
  `SELECT 1 FROM person_address a WHERE a.person_id = $1 AND a.address = $2 AND ${countsIn('$3')}`,
)

/**
 * Another way in to the person is nothing that one Slack's word may open (R22): who counts in one account only proves
 * what is theirs already, and counts everywhere then.
 */
async function addAddress(db: Database, visit: Visit, code: Code, bound: Bound, address: string) {
  const { personId, confinedTo } = bound
  if (code.accountId === null) throw new Error('a mailed code belongs to an account')
  const isTheirs = confinedTo === null || (await readAddress(db, [personId, address, confinedTo])).length > 0
  if (!isTheirs) return refuse({ code: 'confined' })
  const card = addressAddedCard(address)
  return save(db, visit, code, bound, {
    given: { personId, provedAddress: address },
    audit: [addressEntry(code.accountId, personId, visit.place.platform, address)],
    card,
  })
}

/** Uses the code up; a chat user that counted in one account only counts everywhere then. */
async function save(
  db: Database,
  visit: Visit,
  { hash, accountId }: Code,
  { id, personId, confinedTo }: Bound,
  { given, audit, card }: { given: Newcomer; audit: readonly AuditRow[]; card: Card },
): Promise<Card> {
  const { platform } = visit.sender
  const lifted = confinedTo === null ? [] : [liftedEntry(accountId ?? confinedTo, personId, platform, id)]
  await link(db, [JSON.stringify({ ...given, lifted: id }), isoTime(visit.at), hash], visit, {
    reliesOn: [],
    audit: [...audit, ...lifted],
    owed: [],
    outcome: card,
  })
  return card
}
