import { moneyWords, type PaidLately } from '../billing'
import { bold, shorten, type Text, text, time } from '../chat'
import { inTeamLine } from '../teams'
import { whyPointless } from './rules'
import type { Side, Transfer, TransferStatus } from './transfer'

type Named = Pick<Transfer, 'what' | 'name'>
type Parties = Named & Pick<Transfer, 'fromName' | 'toName' | 'shares'>

/** A title may hold two names. */
const NAME_LENGTH = 50
export const inTitle = (name: string) => shorten(name, NAME_LENGTH)

/** E.g. "Team Alpha": a card's title says what kind of thing it is about. */
export const subjectWords = ({ what, name }: Named) =>
  `${what === 'team' ? 'Team' : 'Chatbot'} ${inTitle(name)}`

/** The same within a sentence. */
export const subjectInside = ({ what, name }: Named) => `${what} ${inTitle(name)}`

/** What accepting does to both: who owns, who pays, who loses what. */
export function effectWords(transfer: Parties, side: Side): Text {
  const { what, name, fromName, toName } = transfer
  if (what === 'team')
    return side === 'recipient'
      ? text`You will own team ${bold(name)} and pay for it; ${bold(fromName)} becomes Admin.`
      : text`${bold(toName)} will own team ${bold(name)} and pay for it; you become Admin.`
  const sentence =
    side === 'recipient'
      ? text`Chatbot ${bold(name)} will belong to you; ${bold(fromName)} loses it unless it is shared back.`
      : text`Chatbot ${bold(name)} will belong to ${bold(toName)}; you lose it unless it is shared back.`
  return text`${sentence} Documents and conversations go with it. ${payWords(transfer, side, 'then')}`
}

/** Shares outlast the transfer: with teams, whose owners pay for their members, and with people (domain.md §5). */
function payWords({ toName, shares: { teams, people } }: Parties, side: Side, since: 'then' | 'now'): Text {
  const payer = side === 'recipient' ? 'You pay' : text`${bold(toName)} pays`
  const also = people === 1 ? ', also for the person' : `, also for the ${people} people`
  const forThem = people === 0 ? '' : `${also} it stays shared with`
  if (teams === 0) return text`${payer} for it from ${since} on${forThem}.`
  const kept =
    teams === 1
      ? 'It stays shared with its team, whose owner goes on paying for its members.'
      : `It stays shared with its ${teams} teams, whose owners go on paying for their members.`
  return text`${kept} ${payer} for everybody else from ${since} on${forThem}.`
}

/** What an accepted transfer has done. */
export function doneWords(transfer: Parties, side: Side): Text {
  const { what, name, fromName, toName } = transfer
  if (what === 'team')
    return side === 'recipient'
      ? text`You own team ${bold(name)} and pay for it from now on; ${bold(fromName)} became Admin.`
      : text`${bold(toName)} owns team ${bold(name)} and pays for it from now on; you became Admin.`
  const sentence =
    side === 'recipient'
      ? text`Chatbot ${bold(name)} belongs to you, with its documents and conversations; ${bold(fromName)} lost it unless it is shared back.`
      : text`Chatbot ${bold(name)} belongs to ${bold(toName)}, with its documents and conversations; you lost it unless it is shared back.`
  return text`${sentence} ${payWords(transfer, side, 'now')}`
}

/** Who ended it, and when. */
export function endWords(transfer: Transfer, status: Exclude<TransferStatus, 'pending'>): Text {
  const { fromName, toName, endedAt, endedBy, expiresAt } = transfer
  const at = time(endedAt ?? expiresAt)
  switch (status) {
    case 'accepted':
      return text`Accepted by ${bold(toName)} ${at}`
    case 'declined':
      return text`Declined by ${bold(toName)} ${at}`
    case 'cancelled':
      return endedBy === null ? text`Cancelled ${at}` : text`Cancelled by ${bold(fromName)} ${at}`
    case 'expired':
      return text`Expired ${time(expiresAt)}: nobody answered`
  }
}

/** Why nobody could accept it any more; by now that may have changed again. */
export function whyWords(transfer: Transfer): Text {
  const { what, name, toName, workspaceName } = transfer
  switch (whyPointless(transfer)) {
    case 'deleted':
      return `The ${what} was deleted.`
    case 'recipientLeft':
      return what === 'team'
        ? text`${bold(toName)} is not in team ${bold(name)} any more.`
        : text`${bold(toName)} is not in workspace ${bold(workspaceName)} any more.`
    case 'ownerChanged':
      return `The ${what} has another owner now.`
    case null:
      return 'It could not be accepted any more.'
  }
}

/** What the owner paid lately is what the next one may expect to pay (F78, F87). */
export function costField({ what, shares }: Transfer, paid: PaidLately): { name: string; value: string } {
  const { answers, costMicros, currency } = paid
  const sum = `${moneyWords(costMicros, currency)} for ${answers} ${answers === 1 ? 'answer' : 'answers'}`
  const without = what === 'chatbot' && shares.teams > 0 ? ', without what the owners of teams paid' : ''
  return { name: 'Cost in the last 30 days', value: `${sum}${without}` }
}

/** Scope belongs into every message (B17). */
export const scopeWords = ({ what, name, workspaceName }: Transfer): Text =>
  what === 'team' ? inTeamLine(name) : text`In workspace ${bold(workspaceName)}`
