import type { CardKind } from '../cards'
import type { Card, Reader } from '../chat'
import type { Database } from '../db'
import { statusAt } from '../deadlines'
import type { DrawnNotice, NoticeKind } from '../notices'
import { readTransfer } from './repository'
import type { Transfer } from './transfer'
import { sideOf, transferCard } from './views'
import { inTitle, type Side, subjectWords } from './words'

/** As in `CardSubject.type`. */
export const TRANSFER = 'transfer'

/** Every copy follows the transfer, worded for the side that its view names. */
export function transferCards(db: Database): CardKind {
  return {
    type: TRANSFER,
    async draw(id, view, reader) {
      const [transfer] = await readTransfer(db, [id])
      return transfer
        ? transferCard(transfer, view === 'recipient' ? 'recipient' : 'starter', reader.now)
        : null
    },
  }
}

export const transferSubject = ({ id }: Pick<Transfer, 'id'>, side: Side) => ({
  type: TRANSFER,
  id,
  view: side,
})

export function transferNotices(db: Database): readonly NoticeKind[] {
  const kind = (
    name: string,
    draw: (transfer: Transfer, side: Side, reader: Reader) => DrawnNotice | null,
  ): NoticeKind => ({
    name,
    async draw({ subjectId, personId }, reader) {
      const [transfer] = await readTransfer(db, [subjectId])
      const side = transfer && sideOf(transfer, personId)
      return transfer && side ? draw(transfer, side, reader) : null
    },
  })
  const whilePending = (name: string, title: (transfer: Transfer, side: Side) => Partial<Card>) =>
    kind(name, (transfer, side, { now }) => {
      if (statusAt(transfer, now) !== 'pending') return null
      const card = { ...transferCard(transfer, side, now), ...title(transfer, side) }
      return { card, subject: transferSubject(transfer, side) }
    })
  return [
    whilePending('transfer.offered', () => ({})),
    whilePending('transfer.mine', () => ({})),
    whilePending('transfer.reminder', (transfer, side) => ({ title: reminderTitle(transfer, side) })),
    // Who answered sees it on the card they pressed; this tells the other one.
    kind('transfer.answered', (transfer, side, { now }) =>
      statusAt(transfer, now) === 'pending' ? null : { card: transferCard(transfer, side, now) },
    ),
  ]
}

const reminderTitle = (transfer: Transfer, side: Side) =>
  `${subjectWords(transfer)} is offered to ${side === 'recipient' ? 'you' : inTitle(transfer.toName)} for one more day`
