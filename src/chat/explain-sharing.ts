import { ofTwo } from './names-in-titles'
import { quoted } from './quoted'
import type { EndedRequest, EndedTransfer, SharingRefusal, TransferSubject } from './refusal'
import { bold, slash, type Text, text, time } from './text'

/** Who decides later learns who was first (F67); what nobody ended has expired or become pointless. */
function endedRequest(status: EndedRequest, by: string | null): string {
  const ended = { approved: 'approved', denied: 'denied', expired: 'closed', cancelled: 'withdrawn' }[status]
  if (by !== null) return `was already ${ended} by ${ofTwo(by)}`
  return status === 'expired' ? 'has expired' : 'is not open any more'
}

const ENDED_TRANSFER: Record<EndedTransfer, string> = {
  accepted: 'was accepted already',
  declined: 'was declined already',
  expired: 'has expired',
  cancelled: 'was cancelled',
}

/** Words for why something is not shared, not decided, not handed over. */
export function explainSharing(refusal: SharingRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'shareByRequest':
      return [
        `Members share with team ${ofTwo(refusal.team)} by request`,
        text`The owner of the team pays for what is shared, so a member’s chatbot is shared when the owner approves. ${slash('chatbot share')} asks them.`,
      ]
    case 'alreadyShared':
      return [
        `Chatbot ${ofTwo(refusal.chatbot)} is shared with ${ofTwo(refusal.with)} already`,
        text`${slash('chatbot access')} shows how.`,
      ]
    case 'shareWithOwner':
      return [
        `Chatbot ${ofTwo(refusal.chatbot)} is yours already`,
        'As its owner you may do everything with it. Name somebody else.',
      ]
    case 'personUnknown':
      return [
        `Nobody in workspace ${ofTwo(refusal.workspace)} is called that`,
        text`${refusal.orTeam ? 'Neither a team of yours nor anybody’s' : 'Nobody’s'} name or address here matches ${quoted(refusal.typed)}. Its admins see who is in it with ${slash('workspace users')} and invite with ${slash('workspace invite')}, owners and admins of a team with ${slash('team invite')}.`,
      ]
    case 'requestPending':
      return [
        `A request for chatbot ${ofTwo(refusal.chatbot)} is waiting already`,
        text`The owner of team ${bold(ofTwo(refusal.team))} has until ${time(refusal.expiresAt)}. Withdraw it first to ask for something else: ${slash('team requests')}.`,
      ]
    case 'tooManyRequests':
      return [
        `At most ${refusal.limit} requests to one team in 24 hours`,
        text`You can ask the owner of team ${bold(ofTwo(refusal.team))} again ${time(refusal.retryAt)}. Nothing was sent.`,
      ]
    case 'requestOver':
      return [
        `The request for chatbot ${ofTwo(refusal.chatbot)} ${endedRequest(refusal.status, refusal.by)}`,
        text`${time(refusal.at)}. Nothing was changed.`,
      ]
    case 'ownRequest':
      return [
        'Nobody decides their own request',
        text`The owner of team ${bold(ofTwo(refusal.team))} decides. Who owns it shares directly, with ${slash('chatbot share')}.`,
      ]
    case 'transferPending':
      return [
        `${subject(refusal)} is offered to ${ofTwo(refusal.to)} already`,
        text`They have until ${time(refusal.expiresAt)}. Cancel that first to offer it to somebody else: ${slash('inbox')}.`,
      ]
    case 'transferOver':
      return [
        `The transfer of ${lower(subject(refusal))} ${ENDED_TRANSFER[refusal.status]}`,
        text`${time(refusal.at)}. Nothing was changed.`,
      ]
    case 'transferElsewhere':
      return [`${subject(refusal)} is offered to ${ofTwo(refusal.to)}`, 'Nobody else can answer that.']
    case 'transferToSelf':
      return [`This ${refusal.what} is yours already`, 'Name somebody else.']
    case 'notInTeam':
      return [
        `${ofTwo(refusal.name)} is not in team ${ofTwo(refusal.team)}`,
        text`A team goes to one of its members. Invite them first: ${slash('team invite')}.`,
      ]
    case 'inactive':
      return [
        `${ofTwo(refusal.name)} has not been active for ${refusal.days} days`,
        text`Team ${bold(ofTwo(refusal.team))} needs an owner who is there. Any command of theirs makes them active again.`,
      ]
    case 'wordTyped':
      return [`Type “${refusal.expected}” to go on`, 'Nothing was sent.']
  }
}

const subject = ({ what, name }: { what: TransferSubject; name: string }) =>
  what === 'team' ? `Team ${ofTwo(name)}` : `Chatbot ${ofTwo(name)}`

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)
