import { bold, type Card, slash, type Text, text } from '../../chat'
import { levelWords, showButton } from '../../chatbots'
import { inTeamLine } from '../../teams'
import type { Pointless, RequestStatus, ShareRequest } from './request'
import { inTitle, toneOf } from './views'

/** How it ended, for who had asked: by whom, why, and what to do next (F70, B6). */
export function outcomeCard(
  request: ShareRequest,
  status: Exclude<RequestStatus, 'pending'>,
  why?: unknown,
): Card {
  const { answer, chatbotId, teamName } = request
  return {
    ...toneOf(request, status),
    title: titleOf(request, status),
    text: status === 'cancelled' ? pointlessWords(request, why) : decidedWords(request, status),
    ...(answer && { fields: [{ name: 'Reason of the denial', value: answer }] }),
    context: inTeamLine(teamName),
    ...(status !== 'cancelled' && { buttons: [showButton(chatbotId)] }),
  }
}

function titleOf({ chatbotName, endedBy }: ShareRequest, status: RequestStatus): string {
  const who = inTitle(endedBy ?? 'Somebody')
  const what = `your request to share chatbot ${inTitle(chatbotName)}`
  switch (status) {
    case 'approved':
      return `${who} approved ${what}`
    case 'denied':
      return `${who} denied ${what}`
    case 'expired':
      return `Nobody answered ${what}`
    default:
      return `Your request to share chatbot ${inTitle(chatbotName)} is cancelled`
  }
}

function decidedWords(request: ShareRequest, status: RequestStatus): Text {
  const { teamName, granted, owner, paidElsewhere } = request
  const again = text`${slash('chatbot share')} asks again.`
  if (status === 'denied')
    return text`It is not shared with team ${bold(teamName)}, and ${paidElsewhere ? 'who pays for it stays as it was' : 'you go on paying for it'}. ${again}`
  if (status !== 'approved' || !granted)
    return text`The owner of team ${bold(teamName)} had seven days. Nothing was changed. ${again}`
  return text`Team ${bold(teamName)} has it now: ${levelWords(granted.level, granted.knowledge)}. You stay its owner; ${owner ? bold(owner.name) : 'the owner of the team'} pays for what its members ask from now on.`
}

const WHY: Record<Pointless, Text> = {
  chatbotDeleted: 'The chatbot was deleted.',
  teamDeleted: 'The team was deleted.',
  chatbotTransferred: 'The chatbot has another owner now.',
  requesterLeft: 'You are not in the team any more.',
  requesterOwns: text`You own the team now: ${slash('chatbot share')} shares it directly.`,
  shared: 'It is shared with the team already.',
}

const pointlessWords = (request: ShareRequest, why: unknown): Text => {
  const known = why ?? request.why
  return text`${isPointless(known) ? WHY[known] : ''} Nothing was decided.`
}

const isPointless = (why: unknown): why is Pointless => typeof why === 'string' && Object.hasOwn(WHY, why)
