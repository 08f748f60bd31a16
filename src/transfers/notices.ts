import type { CardKind } from '../cards'
import type { Card, Reader } from '../chat'
import type { Database } from '../db'
import { statusAt } from '../deadlines'
import { type DrawnNotice, mailFromCard, type NoticeKind } from '../notices'
import { readTransfer } from './repository'
import { sideOf } from './rules'
import { type Side, TRANSFER, type Transfer } from './transfer'
import { goneCard, transferCard } from './views'
import { inTitle, subjectWords } from './words'

/** Every copy follows the transfer, worded for whoever has it; who has gone reads nothing more about the thing (R4). */
export function transferCards(db: Database): CardKind {
  return {
    type: TRANSFER,
    async draw(id, _view, { now }, personId) {
      const [transfer] = await readTransfer(db, [id])
      if (!transfer) return null
      const side = sideOf(transfer, personId)
      return side ? transferCard(transfer, side, now) : goneCard
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
  /** The card itself, as long as it waits for an answer. */
  const waiting = (
    name: string,
    change: (transfer: Transfer, side: Side, card: Card) => Partial<DrawnNotice>,
  ) =>
    kind(name, (transfer, side, { now }) => {
      if (statusAt(transfer, now) !== 'pending') return null
      const card = transferCard(transfer, side, now)
      return { card, subject: transferSubject(transfer, side), ...change(transfer, side, card) }
    })
  return [
    // The mail with the link goes out anyway.
    waiting('transfer.offered', () => ({ mail: null })),
    waiting('transfer.mine', () => ({})),
    waiting('transfer.reminder', (transfer, side, drawn) => {
      const card = { ...drawn, title: reminderTitle(transfer, side) }
      return side === 'starter'
        ? { card }
        : { card, mail: mailFromCard({ ...card, context: WHERE_TO_ANSWER }) }
    }),
    // Who answered sees it on the card they pressed; this tells the other one.
    kind('transfer.answered', (transfer, side, { now }) =>
      statusAt(transfer, now) === 'pending' ? null : { card: transferCard(transfer, side, now) },
    ),
  ]
}

const WHERE_TO_ANSWER = 'The link to answer is in the mail that we sent you first.'

const reminderTitle = (transfer: Transfer, side: Side) =>
  `${subjectWords(transfer)} is offered to ${side === 'recipient' ? 'you' : inTitle(transfer.toName)} for one more day`
