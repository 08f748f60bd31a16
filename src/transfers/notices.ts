import { bold, type Card, ref, text, time } from '../chat'
import { statusAt } from '../deadlines'
import { type DrawnNotice, mailFromCard, type NoticeKind, type NoticeTopic } from '../notices'
import { drawTransfer, type Showing, subjectOf } from './draw'
import { outcomeCard } from './outcome-view'
import { readTransfer } from './repository'
import { sideOf } from './rules'
import type { Side, Transfer, TransferStatus } from './transfer'
import { inTitle, scopeWords, subjectInside } from './words'

/** Each side gets one card, which follows the transfer; what comes later is short and says what is new. */
export function transferNotices(showing: Showing): readonly NoticeKind[] {
  const kind = (
    name: string,
    draw: (
      transfer: Transfer,
      side: Side,
      now: { status: TransferStatus; at: number },
    ) => DrawnNotice | null | Promise<DrawnNotice | null>,
    topic?: NoticeTopic,
  ): NoticeKind => ({
    name,
    ...(topic && { topic }),
    async draw({ subjectId, personId }, { now: at }) {
      const [transfer] = await readTransfer(showing.db, [subjectId])
      const side = transfer && sideOf(transfer, personId)
      return transfer && side ? draw(transfer, side, { status: statusAt(transfer, at), at }) : null
    },
  })
  const card = (name: string, more: Partial<DrawnNotice> = {}) =>
    kind(name, async (transfer, side, { status, at }) =>
      status === 'pending'
        ? {
            card: await drawTransfer(showing, transfer, side, at),
            subject: subjectOf(transfer, side),
            ...more,
          }
        : null,
    )
  return [
    // The mail with the link goes out anyway.
    card('transfer.offered', { mail: null }),
    card('transfer.mine'),
    kind(
      'transfer.reminder',
      (transfer, side, { status }) => (status === 'pending' ? REMINDERS[side](transfer) : null),
      'reminder',
    ),
    // Who answered sees it on the card they pressed; this tells the other one, whose rights it may change.
    kind('transfer.answered', (transfer, side, { status }) =>
      status === 'pending' ? null : { card: outcomeCard(transfer, status, side) },
    ),
  ]
}

const WHERE_TO_ANSWER = 'The link to answer is in the mail that we sent you first.'

const REMINDERS: Record<Side, (transfer: Transfer) => DrawnNotice> = {
  recipient(transfer) {
    const { id, fromName, expiresAt } = transfer
    const card: Card = {
      title: `One day left to answer: ${subjectInside(transfer)} is offered to you`,
      text: text`By ${bold(fromName)}, until ${time(expiresAt)}.`,
      context: scopeWords(transfer),
      // Shows it as it is by then.
      buttons: [{ label: 'Open', press: ref('transfers.open', id), style: 'primary' }],
    }
    return { card, mail: mailFromCard({ ...card, context: WHERE_TO_ANSWER }) }
  },
  starter: (transfer) => ({
    card: {
      title: `One day left: ${inTitle(transfer.toName)} has not answered about ${subjectInside(transfer)}`,
      text: text`The offer is open until ${time(transfer.expiresAt)}; then it ends, and nothing is changed.`,
      context: scopeWords(transfer),
    },
  }),
}
