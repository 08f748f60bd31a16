import { refreshSoon } from '../cards'
import { type Acting, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { statusAt } from '../deadlines'
import { accountsOf } from '../teams'
import { expireTransfer } from './expire'
import { cancelPointless } from './follow'
import { readTransferIn } from './repository'
import { elsewhere, isPointless, over } from './rules'
import type { Transfer } from './transfer'

/** The transfer that a button or link names; one of another account does not exist (R21). */
export async function findTransfer(
  db: Database,
  acting: Pick<Acting, 'actor'>,
  id: string,
): Promise<Transfer | Refusal> {
  const [transfer] = await readTransferIn(db, [id, accountsOf(acting)])
  return transfer ?? refuse({ code: 'notFound', what: 'transfer' })
}

/** Why nobody can answer it now; null while somebody can. Brings a row or card up to date that lags behind (H1, R15). */
export async function unlessOpen(db: Database, transfer: Transfer, at: number): Promise<Refusal | null> {
  const { id, accountId, status, expiresAt, endedAt } = transfer
  if (status !== 'pending') {
    await refreshSoon(db, { accountId, type: 'transfer', id }, at)
    return over(transfer, status, endedAt ?? expiresAt)
  }
  if (statusAt(transfer, at) === 'expired') {
    await expireTransfer(db, id, at)
    return over(transfer, 'expired', expiresAt)
  }
  if (!isPointless(transfer)) return null
  await cancelPointless(db, transfer, at, null)
  return over(transfer, 'cancelled', at)
}

/** The transfer, when this person may accept or decline it now (F75). */
export async function mayAnswer(
  db: Database,
  acting: Pick<Acting, 'actor' | 'at'>,
  id: string,
): Promise<Transfer | Refusal> {
  const transfer = await findTransfer(db, acting, id)
  if ('refused' in transfer) return transfer
  const ended = await unlessOpen(db, transfer, acting.at)
  if (ended) return ended
  return acting.actor.personId === transfer.toId ? transfer : elsewhere(transfer)
}
