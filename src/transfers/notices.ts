import { type Card, text, time } from '../chat'
import { statusAt } from '../deadlines'
import { sealLink } from '../later-link'
import { type DrawnNotice, mailFromCard, type NoticeKind, type NoticeTopic } from '../notices'
import { drawTransfer, subjectOf } from './draw'
import { SEE_OFFER, type TransferMailOptions, transferUrl } from './mails'
import { outcomeCard } from './outcome-view'
import { readTokenHash, readTransfer } from './repository'
import { sideOf } from './rules'
import type { Side, Transfer, TransferStatus } from './transfer'
import { inTitle, subjectInside } from './words'

/** Each side gets one card, which follows the transfer; what comes later is short and says what is new. */
export function transferNotices({
  secrets,
  publicUrl,
  ...showing
}: TransferMailOptions): readonly NoticeKind[] {
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
  /** The card itself, which is redrawn with the transfer. */
  const card = (name: string, { topic, change }: { topic?: NoticeTopic; change?: Change } = {}) =>
    kind(
      name,
      async (transfer, side, { status, at }) => {
        if (status !== 'pending') return null
        const drawn = {
          card: await drawTransfer(showing, transfer, side, at),
          subject: subjectOf(transfer, side),
        }
        return change ? change(drawn, transfer, side) : drawn
      },
      topic,
    )
  const remind: Change = async (drawn, transfer, side) => {
    const card = reminderCard(drawn.card, transfer, side)
    const [kept] = side === 'recipient' ? await readTokenHash(showing.db, [transfer.id]) : []
    if (!kept) return { ...drawn, card }
    const href = transferUrl(publicUrl, sealLink(secrets, 'transfer', kept.tokenHash))
    return { ...drawn, card, mail: mailFromCard({ ...card, buttons: [{ label: SEE_OFFER, href }] }) }
  }
  return [
    // The mail with the link goes out anyway.
    card('transfer.offered', { change: (drawn) => ({ ...drawn, mail: null }) }),
    card('transfer.mine'),
    card('transfer.reminder', { topic: 'reminder', change: remind }),
    // Who answered sees it on the card they pressed; this tells the other one, whose rights it may change.
    kind('transfer.answered', (transfer, side, { status }) =>
      status === 'pending' ? null : { card: outcomeCard(transfer, status, side) },
    ),
  ]
}

/** What a notice says otherwise than the card. */
type Change = (drawn: DrawnNotice, transfer: Transfer, side: Side) => DrawnNotice | Promise<DrawnNotice>

/** What is left of the time depends on when it comes: quiet hours may have held it up. */
function reminderCard(card: Card, transfer: Transfer, side: Side): Card {
  const isTheirs = side === 'recipient'
  return {
    ...card,
    title: isTheirs
      ? `Waits for your answer: ${subjectInside(transfer)} is offered to you`
      : `${inTitle(transfer.toName)} has not answered yet about ${subjectInside(transfer)}`,
    text: text`The offer ends ${time(transfer.expiresAt, 'relative')}. ${card.text ?? ''}`,
  }
}
