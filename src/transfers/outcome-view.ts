import type { EndedTransfer } from '../chat'
import { bold, type Card, type Text, text } from '../chat'
import type { Side, Transfer } from './transfer'
import { inTitle, scopeWords, subjectInside, subjectWords, whyWords } from './words'

/** How it ended, for who did not end it: short, as their card shows the rest (B6). */
export const outcomeCard = (transfer: Transfer, status: EndedTransfer, side: Side): Card => ({
  ...(status === 'accepted' && { tone: 'success' }),
  title: titleOf(transfer, status, side),
  text: outcomeWords(transfer, status),
  context: scopeWords(transfer),
})

function titleOf(transfer: Transfer, status: EndedTransfer, side: Side): string {
  const to = inTitle(transfer.toName)
  switch (status) {
    case 'accepted':
      return `${to} accepted ${subjectInside(transfer)}`
    case 'declined':
      return `${to} declined ${subjectInside(transfer)}`
    case 'cancelled':
      return `${subjectWords(transfer)} is not offered to ${side === 'recipient' ? 'you' : to} any more`
    case 'expired':
      return side === 'recipient'
        ? `The time to accept ${subjectInside(transfer)} is over`
        : `${to} did not answer about ${subjectInside(transfer)}`
  }
}

function outcomeWords(transfer: Transfer, status: EndedTransfer): Text {
  const { what, fromName, endedBy } = transfer
  switch (status) {
    case 'accepted':
      return what === 'team'
        ? 'They own it and pay for it from now on; you are Admin.'
        : 'It belongs to them from now on; you have it only where it is shared back.'
    case 'declined':
      return 'Nothing was changed.'
    case 'cancelled':
      return endedBy === null
        ? whyWords(transfer)
        : text`${bold(fromName)} took the offer back. Nothing was changed.`
    case 'expired':
      return 'The offer was open for seven days. Nothing was changed.'
  }
}
