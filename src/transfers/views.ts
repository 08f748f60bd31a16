import type { PaidLately } from '../billing'
import { type Button, bold, type Card, type Row, ref, text, time } from '../chat'
import { showButton } from '../chatbots'
import { statusAt } from '../deadlines'
import type { Side, Transfer, TransferStatus } from './transfer'
import {
  costField,
  doneWords,
  effectWords,
  endWords,
  inTitle,
  scopeWords,
  subjectInside,
  subjectWords,
  whyWords,
} from './words'

/** What its recipient or its starter sees, in every state: the same message is redrawn when it is decided (B4). */
export function transferCard(transfer: Transfer, side: Side, now: number, paid: PaidLately): Card {
  const status = statusAt(transfer, now)
  if (status !== 'pending') return endedCard(transfer, status, side)
  return side === 'recipient' ? recipientCard(transfer, paid) : starterCard(transfer)
}

/** A copy of who is no longer of the team or workspace: its names are not theirs to read any more. */
export const goneCard: Card = {
  title: 'This offer does not concern you any more',
  text: 'You have left the team or workspace it is about.',
}

/** The same of who was of a team that is no more. */
export const deletedCard: Card = { title: goneCard.title, text: 'The team it is about was deleted.' }

function recipientCard(transfer: Transfer, paid: PaidLately): Card {
  const { id, fromName } = transfer
  return {
    title: `${subjectWords(transfer)} is offered to you`,
    text: text`${bold(fromName)} wants to give you ${subjectInside(transfer)}.`,
    fields: [
      { name: 'If you accept', value: effectWords(transfer, 'recipient') },
      costField(transfer, paid),
      { name: 'If you decline', value: 'Nothing changes.' },
      { name: 'Open until', value: text`${time(transfer.expiresAt)}` },
    ],
    context: scopeWords(transfer),
    buttons: [
      { label: 'Accept', press: ref('transfers.accept', id), style: 'primary' },
      { label: 'Decline', press: ref('transfers.decline', id) },
    ],
  }
}

function starterCard(transfer: Transfer): Card {
  const { id, toName } = transfer
  return {
    title: `${subjectWords(transfer)} is offered to ${inTitle(toName)}`,
    text: text`Nothing changes before ${bold(toName)} accepts.`,
    fields: [
      { name: 'If they accept', value: effectWords(transfer, 'starter') },
      { name: 'Open until', value: text`${time(transfer.expiresAt)}` },
    ],
    context: scopeWords(transfer),
    buttons: [{ label: 'Cancel the offer', press: ref('transfers.cancel', id) }],
  }
}

type Ended = Exclude<TransferStatus, 'pending'>

function endedCard(transfer: Transfer, status: Ended, side: Side): Card {
  const accepted = status === 'accepted'
  const next = accepted && side === 'recipient' ? nextSteps(transfer) : []
  const pointless = status === 'cancelled' && transfer.endedBy === null
  const unchanged = pointless ? whyWords(transfer) : 'Nothing was changed.'
  return {
    ...(accepted && { tone: 'success' }),
    title: ENDED[side][status](transfer),
    text: accepted ? doneWords(transfer, side) : unchanged,
    context: text`${scopeWords(transfer)} · ${endWords(transfer, status)}`,
    ...(next.length > 0 && { buttons: next }),
  }
}

const ENDED: Record<Side, Record<Ended, (transfer: Transfer) => string>> = {
  recipient: {
    accepted: (transfer) => `${subjectWords(transfer)} is yours`,
    declined: (transfer) => `You declined ${subjectInside(transfer)}`,
    cancelled: (transfer) => `The offer of ${subjectInside(transfer)} is cancelled`,
    expired: (transfer) => `The offer of ${subjectInside(transfer)} has expired`,
  },
  starter: {
    accepted: (transfer) => `${subjectWords(transfer)} belongs to ${inTitle(transfer.toName)} now`,
    declined: (transfer) => `Your offer of ${subjectInside(transfer)} was declined`,
    cancelled: (transfer) => `Your offer of ${subjectInside(transfer)} is cancelled`,
    expired: (transfer) => `Your offer of ${subjectInside(transfer)} has expired`,
  },
}

const nextSteps = ({ what, subjectId }: Transfer): Button[] =>
  what === 'team'
    ? [{ label: 'Team overview', press: ref('teams.overview', subjectId) }]
    : [showButton(subjectId)]

/** One line of `/inbox`: what waits for an answer of mine, and what I have offered. */
export function transferRow(transfer: Transfer, side: Side): Row {
  const { id, fromName, toName, expiresAt } = transfer
  const offer =
    side === 'recipient'
      ? text`${bold(inTitle(fromName))} offers it to you`
      : text`you offer it to ${bold(inTitle(toName))}`
  return {
    text: text`${bold(subjectWords(transfer))} — ${offer}, until ${time(expiresAt)}`,
    button: {
      label: 'Open',
      press: ref('transfers.open', id),
      ...(side === 'recipient' && { style: 'primary' }),
    },
  }
}
