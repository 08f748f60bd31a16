import type { CostEffect } from '../../billing'
import { type Button, bold, type Card, ref, shorten, type Text, type Tone, text } from '../../chat'
import { showButton } from '../../chatbots'
import { statusAt } from '../../deadlines'
import { inTeamLine } from '../../teams'
import { changeShareButton } from '../share-form'
import { decisions } from './decisions'
import type { RequestStatus, ShareRequest } from './request'
import { askedFields, costFields, documentsLine, endLine, openUntil } from './words'

/** Titles hold up to three names. */
export const inTitle = (name: string) => shorten(name, 36)

const TONE: Record<Exclude<RequestStatus, 'pending'>, Tone> = {
  approved: 'success',
  denied: 'danger',
  expired: 'warning',
  cancelled: 'warning',
}

/** Who takes their own request back is not warned. */
export const toneOf = ({ endedBy }: ShareRequest, status: Exclude<RequestStatus, 'pending'>) =>
  status === 'cancelled' && endedBy !== null ? {} : { tone: TONE[status] }

/** What somebody needs who may decide now (B7). */
export interface Deciding {
  cost: CostEffect
  /** They reach the chatbot already, e.g. through another team. */
  looks: boolean
  /** How many documents the chatbot has. */
  documents: number
}

/** For who was asked to decide; `deciding` is null when that is not them any more (H2). */
export function deciderCard(
  request: ShareRequest,
  personId: string | null,
  deciding: Deciding | null,
  now: number,
): Card {
  const { chatbotId, chatbotDescription, teamName } = request
  const asked = (verb: string) =>
    `${inTitle(request.requesterName)} ${verb} to share chatbot ${inTitle(request.chatbotName)}`
  const owns = personId !== null && request.owner?.personId === personId
  const status = statusAt(request, now)
  if (status !== 'pending')
    return {
      ...endedCard(request, asked('asked'), status),
      ...(owns && { buttons: decidedButtons(request, status) }),
    }
  const card = { title: asked('asks'), context: openUntil(request) }
  if (!deciding) return { ...card, text: decidesNow(request), fields: askedFields(request) }
  return {
    ...card,
    text: 'Nothing is shared before you decide.',
    fields: [
      ...(chatbotDescription ? [{ name: 'What it does', value: chatbotDescription }] : []),
      ...askedFields(request),
      { name: 'Documents', value: documentsLine(deciding.documents) },
      ...costFields(request, deciding.cost),
      { name: 'Why you are asked', value: text`You own team ${bold(teamName)}` },
    ],
    buttons: [...decisions(request), ...(deciding.looks ? [showButton(chatbotId)] : [])],
  }
}

/** For who decided in a team that they have left: what goes on there is not for them any more (R4). */
export const formerDeciderCard: Card = {
  title: 'This request is no longer yours to decide',
  text: 'You are not in the team any more.',
}

/** What the owner of the team can do next. */
const decidedButtons = ({ chatbotId, teamId }: ShareRequest, status: RequestStatus): Button[] => [
  ...(status === 'approved' ? [changeShareButton(chatbotId, teamId), showButton(chatbotId)] : []),
  { label: 'All requests', press: ref('requests.list', teamId) },
]

function decidesNow({ owner, teamName, requesterId }: ShareRequest): Text {
  if (!owner) return text`Team ${bold(teamName)} is no more, so nobody decides.`
  if (owner.personId === requesterId)
    return text`${bold(owner.name)} owns team ${bold(teamName)} now and shares it directly; nobody decides their own request.`
  return text`${bold(owner.name)} owns team ${bold(teamName)} now, and decides.`
}

/** For who asked. */
export function requesterCard(request: ShareRequest, now: number): Card {
  const { id, chatbotId, chatbotName, teamName, owner } = request
  const title = `You asked to share chatbot ${inTitle(chatbotName)}`
  const status = statusAt(request, now)
  if (status !== 'pending')
    return {
      ...endedCard(request, title, status),
      ...(status !== 'cancelled' && { buttons: [showButton(chatbotId)] }),
    }
  return {
    title,
    text: owner
      ? text`${bold(owner.name)} decides whether team ${bold(teamName)} gets it. You are told.`
      : text`Team ${bold(teamName)} is no more.`,
    fields: askedFields(request),
    context: openUntil(request),
    buttons: [{ label: 'Withdraw', press: ref('requests.withdraw', id) }, showButton(chatbotId)],
  }
}

function endedCard(request: ShareRequest, title: string, status: Exclude<RequestStatus, 'pending'>): Card {
  const { answer, endedBy, teamName } = request
  return {
    ...toneOf(request, status),
    title: `${title}: ${endedBy !== null && status === 'cancelled' ? 'withdrawn' : status}`,
    text: endLine(request, status),
    fields: [...askedFields(request), ...(answer ? [{ name: 'Reason of the denial', value: answer }] : [])],
    context: inTeamLine(teamName),
  }
}

/** Right after asking; the copy that follows the request comes by itself. */
export const filedCard = (filed: {
  chatbotName: string
  teamName: string
  ownerName: string
  level: string
}): Card => ({
  tone: 'success',
  title: `${inTitle(filed.ownerName)} is asked to share chatbot ${inTitle(filed.chatbotName)}`,
  text: text`At level ${bold(filed.level)}. You get a message that shows how it stands, and where you can withdraw it.`,
  context: inTeamLine(filed.teamName),
})
