import type { Actor } from '../access'
import { refreshSoon } from '../cards'
import { type Acting, isRefusal, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { statusAt } from '../deadlines'
import { accountsOf } from '../teams'
import { closeIfOver } from './close-if-over'
import { readTransferIn } from './repository'
import { isOpen, sideOf } from './rules'
import { TRANSFER, type Transfer } from './transfer'

type Asker = Pick<Acting, 'actor' | 'at'>

const UNKNOWN = refuse({ code: 'notFound', what: 'transfer' })

/** The transfer, when this person may accept or decline it now (F75). */
export async function mayAnswer(db: Database, acting: Asker, id: string): Promise<Transfer | Refusal> {
  const transfer = await findTransfer(db, acting, id)
  if (isRefusal(transfer)) return transfer
  const { what, name, toId, toName } = transfer
  const ended = await refuseIfOver(db, transfer, acting.at)
  if (ended) return ended
  return acting.actor.personId === toId
    ? transfer
    : refuse({ code: 'transferElsewhere', what, name, to: toName })
}

/** The transfer, when this person may take it back now: whoever started it. */
export async function mayCancel(db: Database, acting: Asker, id: string): Promise<Transfer | Refusal> {
  const transfer = await findTransfer(db, acting, id)
  if (isRefusal(transfer)) return transfer
  if (sideOf(transfer, acting.actor.personId) !== 'starter') return UNKNOWN
  return (await refuseIfOver(db, transfer, acting.at)) ?? transfer
}

/** As it is at this moment; none for whom it does not concern (R21). */
async function findTransfer(db: Database, { actor, at }: Asker, id: string): Promise<Transfer | Refusal> {
  const read = () => readTransferIn(db, [id, accountsOf({ actor })])
  const [found] = await read()
  if (!found || !concerns(found, actor)) return UNKNOWN
  if (found.status !== 'pending' || isOpen(found, at)) return found
  // Neither the sweep nor the follower has been there: this click brings the copies of the card up to date (H1).
  await closeIfOver(db, id, at)
  const [closed] = await read()
  return closed ?? found
}

/** Its two sides, as long as they belong there, and the team it is about. */
const concerns = (transfer: Transfer, { personId, teamRoles }: Actor) =>
  sideOf(transfer, personId) !== null || teamRoles.some(({ teamId }) => teamId === transfer.teamId)

/** What became of it, when it has ended: whoever clicked has a card that is behind (H1). */
async function refuseIfOver(db: Database, transfer: Transfer, at: number): Promise<Refusal | null> {
  const { id, accountId, what, name, endedAt, expiresAt } = transfer
  const status = statusAt(transfer, at)
  if (status === 'pending') return null
  await refreshSoon(db, { accountId, type: TRANSFER, id }, at)
  return refuse({ code: 'transferOver', what, name, status, at: endedAt ?? expiresAt })
}
