import { type Prices, paidLately } from '../billing'
import type { CardKind } from '../cards'
import type { Card, CardSubject } from '../chat'
import type { Database } from '../db'
import { readTransfer } from './repository'
import { sideOf } from './rules'
import { type Side, TRANSFER, type Transfer } from './transfer'
import { deletedCard, goneCard, transferCard } from './views'

/** What drawing takes. */
export interface Showing {
  db: Database
  prices: Pick<Prices, 'currency'>
}

export const subjectOf = ({ id }: Pick<Transfer, 'id'>, side: Side): CardSubject => ({
  type: TRANSFER,
  id,
  view: side,
})

/** Every copy follows the transfer, worded for whoever has it; who has gone reads nothing more about the thing (R4). */
export const transferCards = (showing: Showing): CardKind => ({
  type: TRANSFER,
  async draw(id, _view, { now }, personId) {
    const [transfer] = await readTransfer(showing.db, [id])
    if (!transfer) return null
    const side = sideOf(transfer, personId)
    if (side) return drawTransfer(showing, transfer, side, now)
    return transfer.what === 'team' && transfer.ownerId === null ? deletedCard : goneCard
  },
})

/** As one side sees it at this moment. */
export const drawTransfer = async (
  showing: Showing,
  transfer: Transfer,
  side: Side,
  now: number,
): Promise<Card> => transferCard(transfer, side, now, await readPaid(showing, transfer, now))

export const readPaid = ({ db, prices: { currency } }: Showing, { what, subjectId }: Transfer, now: number) =>
  paidLately(db, { what, subjectId, currency }, now)
