import { decideTeam, type TeamMembership } from '../../access'
import { bold, type Card, type Menu, pager, type Row, ref, slash, type Text, text, time } from '../../chat'
import { statusAt } from '../../deadlines'
import { inTeamLine } from '../../teams'
import { decisions } from './decisions'
import type { ShareRequest } from './request'
import { inTitle } from './views'
import { endLine } from './words'

export interface Shown {
  page: number
  total: number
  /** The reader's. */
  personId: string
  now: number
}

/** What waits comes first. The owner of the team finds all of its requests, everybody else their own (F68, F69). */
export function listCard(own: TeamMembership, requests: readonly ShareRequest[], shown: Shown): Card {
  const decides = mayDecideIn(own)
  return {
    title: decides
      ? `Requests to share with team ${inTitle(own.teamName)}`
      : `Your requests to share with team ${inTitle(own.teamName)}`,
    ...(shown.total === 0 && { text: nothing(own) }),
    rows: requests.map((request) => requestRow(request, decides, shown)),
    context: inTeamLine(own.teamName),
    buttons: pager(shown.page, shown.total, (other) => ref('requests.list', own.teamId, String(other))),
  }
}

export const mayDecideIn = (own: TeamMembership) => decideTeam(own, 'share.decide').allowed

function nothing(own: TeamMembership): Text {
  if (mayDecideIn(own))
    return text`None. Members ask with ${slash('chatbot share')}, while they may create chatbots.`
  return own.role === 'admin'
    ? text`None. Admins need not ask: ${slash('chatbot share')} shares a chatbot of yours directly.`
    : text`None. ${slash('chatbot share')} asks the owner of the team.`
}

function requestRow(request: ShareRequest, decides: boolean, { personId, now }: Shown): Row {
  const status = statusAt(request, now)
  const state =
    status === 'pending'
      ? text`Pending, expires ${time(request.expiresAt, 'relative')}`
      : endLine(request, status)
  const who = decides ? ` of ${inTitle(request.requesterName)}` : ''
  const menu = rowMenu(request, status === 'pending', decides, personId)
  return {
    text: text`${bold(inTitle(request.chatbotName))}${who} — level ${request.level} · ${state}`,
    ...(menu.options.length > 1 ? { menu } : { button: { label: 'Open', press: open(request) } }),
  }
}

const open = ({ id }: ShareRequest) => ref('requests.open', id)

function rowMenu(request: ShareRequest, pending: boolean, decides: boolean, personId: string): Menu {
  const { id, requesterId } = request
  const own = requesterId === personId
  return {
    label: decides && !own ? 'Decide' : 'Change',
    options: [
      { label: 'Open', press: open(request) },
      ...(pending && decides && !own ? decisions(request) : []),
      ...(pending && own ? [{ label: 'Withdraw', press: ref('requests.withdraw', id) }] : []),
    ],
  }
}

/** In `/inbox` and on the home view. */
export const waitingRow = (request: ShareRequest): Row => ({
  text: text`${bold(inTitle(request.requesterName))} asks to share chatbot ${bold(inTitle(request.chatbotName))} with team ${bold(inTitle(request.teamName))} · expires ${time(request.expiresAt, 'relative')}`,
  button: { label: 'Open', press: open(request) },
})
