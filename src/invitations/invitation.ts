import type { WorkspaceRole } from '../access'
import { type ChatUser, type Choice, type NamedScope, ROLE_NAMES, type ScopeKind } from '../chat'
import { stepIn } from '../deadlines'
import { GIVABLE_ROLES, type GivableRole } from '../teams'

export type InvitationStatus = 'pending' | 'accepted' | 'declined' | 'expired' | 'cancelled'
export type InvitationEvent = 'accept' | 'decline' | 'expire' | 'cancel' | 'resend'

/** What somebody is invited to. */
export interface InvitationScope extends NamedScope {
  id: string
  accountId: string
  /** Null: the whole account. */
  workspaceId: string | null
}

export type InvitedRole = GivableRole | WorkspaceRole | 'accountAdmin'

type InvitedChoice = Choice & { value: InvitedRole }

const named = <const R extends InvitedRole>(value: R) => ({ value, label: ROLE_NAMES[value] })

/** Roles that an invitation can give; the first is meant where none is named. */
export const INVITED_ROLES = {
  team: GIVABLE_ROLES,
  workspace: [
    named('chatUser'),
    named('contentManager'),
    named('agentManager'),
    named('billingAdmin'),
    named('workspaceAdmin'),
  ],
  account: [named('accountAdmin')],
} as const satisfies Record<ScopeKind, readonly InvitedChoice[]>

export function givenRole(kind: ScopeKind, typed: string | undefined): InvitedRole {
  const roles: readonly InvitedChoice[] = INVITED_ROLES[kind]
  return roles.find(({ value }) => value === typed)?.value ?? INVITED_ROLES[kind][0].value
}

export interface Invitation {
  id: string
  scope: InvitationScope
  role: InvitedRole
  invitee: Invitee
  inviteeName: string
  inviterId: string
  inviterName: string
  note: string | null
  status: InvitationStatus
  /** Counts sendings; an answer to an earlier one is refused (R16). */
  round: number
  /** Milliseconds since 1970; from this moment on it cannot be accepted, whatever the status says (R15). */
  expiresAt: number
  createdAt: number
  endedAt: number | null
  /** Name of the person who accepted. */
  acceptedBy: string | null
}

/** Who is meant, as one string that the database can hold unique: `mail:<folded address>` or `<platform>:<tenant>:<user id>`. */
export type Invitee = string

export const inviteeOfAddress = (folded: string): Invitee => `mail:${folded}`
export const inviteeOfUser = ({ platform, tenant, userId }: ChatUser): Invitee =>
  `${platform}:${tenant}:${userId}`
export const addressOf = (invitee: Invitee): string | null =>
  invitee.startsWith('mail:') ? invitee.slice(5) : null

export function userOf(invitee: Invitee): ChatUser | null {
  const [platform, tenant, userId] = invitee.split(':')
  if ((platform !== 'slack' && platform !== 'discord') || !tenant || !userId) return null
  return { platform, tenant, userId }
}

/** Addresses and users in one go. */
export const BULK_LIMIT = 100
export const NOTE_LENGTH = 500

const NEXT = {
  pending: {
    accept: 'accepted',
    decline: 'declined',
    expire: 'expired',
    cancel: 'cancelled',
    resend: 'pending',
  },
  expired: { resend: 'pending' },
  accepted: {},
  declined: {},
  cancelled: {},
} as const satisfies Record<InvitationStatus, Partial<Record<InvitationEvent, InvitationStatus>>>

/** The status after an event, or null when the event is impossible now. */
export const step = (
  invitation: Pick<Invitation, 'status' | 'expiresAt'>,
  event: InvitationEvent,
  now: number,
) => stepIn<InvitationStatus, InvitationEvent>(NEXT, invitation, event, now)
