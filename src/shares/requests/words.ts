import { type CostEffect, moneyWords } from '../../billing'
import { bold, type Card, type Text, text, time } from '../../chat'
import { LEVEL_WORDS, type Share, type ShareLevel } from '../../chatbots'
import { inTeamLine } from '../../teams'
import type { Pointless, RequestStatus, ShareRequest } from './request'

type Fields = NonNullable<Card['fields']>

/** What they propose; the same in every message about it. */
export const askedFields = ({ level, reason }: Pick<ShareRequest, 'level' | 'reason'>): Fields => [
  { name: 'Level asked for', value: levelLine(level) },
  { name: 'Reason', value: reason ?? 'None given' },
]

export const levelLine = (level: ShareLevel) => `${level}: ${LEVEL_WORDS[level]}`

/** What an approval costs whom, told before it is given (F63). */
export function costFields(
  { requesterName, teamName, paidElsewhere }: ShareRequest,
  { currency, answers, costMicros, monthMicros, plan }: CostEffect,
): Fields {
  const money = (micros: bigint) => moneyWords(micros, currency)
  const left = plan.budgetMicros > plan.usedMicros ? plan.budgetMicros - plan.usedMicros : 0n
  return [
    {
      name: 'Who pays',
      value: text`Now ${bold(requesterName)}${paidElsewhere ? ', and the owner of another team for what its members ask' : ''}. Once you approve, you, as owner of team ${bold(teamName)}, for what its members ask.`,
    },
    {
      name: 'Use in the last 30 days',
      value: `${answers} ${answers === 1 ? 'answer' : 'answers'}, ${money(costMicros)}; at this pace ${money(monthMicros)} a month`,
    },
    { name: `Left of plan ${plan.name}`, value: `${money(left)} of ${money(plan.budgetMicros)} this month` },
  ]
}

/** Only how many: their names are not for who does not have the chatbot (R8). */
export const documentsLine = (count: number) =>
  count === 0
    ? 'None yet; later ones are shared only if you tick documents under Approve…'
    : `${count} ${count === 1 ? 'document' : 'documents'}, not shared unless you tick documents under Approve…`

const sharedAs = ({ level, knowledge }: Share) => `${level}, ${knowledge ? 'with' : 'without'} documents`

/** Who decided, and when; the clock or what made it pointless is nobody (B4). */
export function endLine(request: ShareRequest, status: Exclude<RequestStatus, 'pending'>): Text {
  const { endedBy, granted } = request
  const at = time(endedAt(request, status))
  const by = endedBy === null ? '' : text` by ${bold(endedBy)}`
  switch (status) {
    case 'approved':
      return text`${bold('Approved')}${by}${granted ? ` · ${sharedAs(granted)}` : ''} · ${at}${nowLine(request)}`
    case 'denied':
      return text`${bold('Denied')}${by} · ${at}`
    case 'expired':
      return text`${bold('Expired')} ${at} · nobody decided`
    case 'cancelled':
      return endedBy === null
        ? text`${bold('Cancelled')} ${at} · ${request.why ? whyWords(request, request.why) : 'there was nothing to decide any more'}`
        : text`${bold('Withdrawn')}${by} · ${at}`
  }
}

/** What was changed after it was approved. */
function nowLine({ granted, live }: ShareRequest): Text {
  if (!live) return text` · ${bold('Not shared any more')}`
  const same = live.level === granted?.level && live.knowledge === granted.knowledge
  return same ? '' : text` · Now: ${bold(sharedAs(live))}`
}

function whyWords({ requesterName }: ShareRequest, why: Pointless): Text {
  switch (why) {
    case 'chatbotDeleted':
      return 'the chatbot was deleted'
    case 'teamDeleted':
      return 'the team was deleted'
    case 'chatbotTransferred':
      return 'the chatbot got another owner'
    case 'requesterLeft':
      return text`${bold(requesterName)} left the team`
    case 'requesterOwns':
      return text`${bold(requesterName)} became the owner of the team`
    case 'shared':
      return 'it was shared with the team directly'
  }
}

const endedAt = ({ expiresAt, endedAt }: ShareRequest, status: RequestStatus) =>
  status === 'expired' ? expiresAt : (endedAt ?? expiresAt)

export const openUntil = ({ teamName, expiresAt }: ShareRequest): Text =>
  text`${inTeamLine(teamName)} · open until ${time(expiresAt)}`
