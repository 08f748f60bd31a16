import {
  bold,
  type Card,
  LIMITS,
  pager,
  ROLE_NAMES,
  type Row,
  ref,
  scopeWords,
  shorten,
  slash,
  type Text,
  text,
  time,
} from '../chat'
import { statusAt } from '../deadlines'
import type { Invitation, InvitationScope, InvitationStatus } from './invitation'
import { inScope, scopeTitle } from './scope'

const STATUS: Record<InvitationStatus, string> = {
  pending: 'Pending',
  accepted: 'Accepted',
  declined: 'Declined',
  expired: 'Expired',
  cancelled: 'Cancelled',
}

/** An address may have 254 characters, a title 150. */
export const inTitle = (inviteeName: string) => shorten(inviteeName, 80)

/** What the invitee sees, in every state: the same message is redrawn when it is decided (B4). */
export function inviteeCard(invitation: Invitation, now: number): Card {
  const status = statusAt(invitation, now)
  const card: Card = {
    title: `Invitation to ${scopeWords(invitation.scope)}`,
    text: text`${bold(invitation.inviterName)} invites you as ${bold(ROLE_NAMES[invitation.role])}.`,
    ...(invitation.note && { fields: [{ name: 'Note', value: invitation.note }] }),
  }
  if (status === 'accepted') return acceptedCard(invitation, invitation.endedAt)
  if (status !== 'pending') return { ...card, tone: 'warning', context: endLine(invitation, status) }
  return {
    ...card,
    context: text`Expires ${time(invitation.expiresAt)}`,
    buttons: [
      { label: 'Accept', press: ref('invites.accept', invitation.id), style: 'primary' },
      { label: 'Decline', press: ref('invites.decline', invitation.id) },
    ],
  }
}

function endLine(invitation: Invitation, status: InvitationStatus): Text {
  const at = status === 'expired' ? invitation.expiresAt : invitation.endedAt
  return at === null ? STATUS[status] : text`${STATUS[status]} ${time(at)}`
}

export function listCard(
  scope: InvitationScope,
  invitations: readonly Invitation[],
  page: number,
  total: number,
  now: number,
): Card {
  return {
    title: `Invitations of ${scopeWords(scope)}`,
    ...(total === 0 && { text: text`None yet. ${slash(`${scope.kind} invite`)} sends some.` }),
    rows: invitations.map((invitation) => invitationRow(invitation, now)),
    context: inScope(scope),
    buttons: pager(page, total, (other) => ref('invites.list', scope.id, String(other))),
  }
}

function invitationRow(invitation: Invitation, now: number): Row {
  const status = statusAt(invitation, now)
  const when =
    status === 'pending'
      ? text`expires ${time(invitation.expiresAt, 'relative')}`
      : endLine(invitation, status)
  const line = text`${bold(inTitle(invitation.inviteeName))} — ${ROLE_NAMES[invitation.role]} · ${status === 'pending' ? 'Pending, ' : ''}${when} · by ${invitation.inviterName}`
  if (status !== 'pending' && status !== 'expired') return { text: line }
  return {
    text: line,
    menu: {
      label: 'Manage',
      options: [
        { label: 'Send again', press: ref('invites.resend', invitation.id) },
        ...(status === 'pending'
          ? [{ label: 'Cancel invitation', press: ref('invites.cancel', invitation.id) }]
          : []),
      ],
    },
  }
}

/** One line of `/inbox` and of the choice when several invitations wait. */
export function waitingRow(invitation: Invitation): Row {
  return {
    text: text`${bold(scopeTitle(invitation.scope))} — ${bold(invitation.inviterName)} invites you as ${ROLE_NAMES[invitation.role]}, until ${time(invitation.expiresAt)}`,
    button: { label: 'Open', press: ref('invites.open', invitation.id), style: 'primary' },
  }
}

export const waitingCard = (invitations: readonly Invitation[]): Card => ({
  title: 'Which invitation?',
  rows: invitations.slice(0, LIMITS.rows).map(waitingRow),
})

/** The end of a good invitation; `at` is known where the invitation itself is drawn. */
export const acceptedCard = (
  { scope, role }: Pick<Invitation, 'scope' | 'role'>,
  at?: number | null,
): Card => ({
  tone: 'success',
  title: `Welcome to ${scopeWords(scope)}`,
  text: text`You are ${bold(ROLE_NAMES[role])} now. ${slash('whoami')} shows what you may do.`,
  context: at ? text`Accepted ${time(at)}` : inScope(scope),
  buttons: [OVERVIEWS[scope.kind](scope.id)],
})

const OVERVIEWS = {
  team: (id: string) => ({ label: 'Team overview', press: ref('teams.overview', id) }),
  workspace: (id: string) => ({ label: 'Workspace overview', press: ref('workspaces.overview', id) }),
  account: (id: string) => ({ label: 'Account overview', press: ref('account.overview', id) }),
}

export const declinedCard = (scope: InvitationScope): Card => ({
  title: `You declined the invitation to ${scopeWords(scope)}`,
  text: 'Whoever invited you is told.',
})
