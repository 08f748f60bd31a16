import type { TeamRole, TeamSettings } from '../access'
import type { Choice } from '../chat'
import { DAY_MS } from '../clock'

export interface Team extends TeamSettings {
  id: string
  accountId: string
  workspaceId: string
  workspaceName: string
  name: string
  /** Grows whenever somebody is invited or comes in. */
  version: number
  settingsVersion: number
  createdAt: number
}

/** What the settings form holds. */
export type TeamWish = Pick<Team, 'name' | 'memberChatbotCreation' | 'memberDocumentUploads'>

export interface Member {
  membershipId: string
  personId: string
  name: string
  role: TeamRole
  version: number
  joinedAt: number
  /** Null: never seen in chat. */
  lastActiveAt: number | null
}

/** Roles that can be given: the owner changes only by an accepted transfer (R2, F43). */
export type GivableRole = Exclude<TeamRole, 'owner'>

export const GIVABLE_ROLES = [
  { value: 'member', label: 'Member' },
  { value: 'admin', label: 'Admin' },
] as const satisfies readonly (Choice & { value: GivableRole })[]

export const isGivableRole = (role: string | undefined): role is GivableRole =>
  GIVABLE_ROLES.some((givable) => givable.value === role)

export const TEAM_NAME_LENGTH = 80

/** Who was neither seen in chat nor joined for so many days is inactive (F72, R20); the workspace says how many. */
export const isActive = (
  { joinedAt, lastActiveAt }: Pick<Member, 'joinedAt' | 'lastActiveAt'>,
  inactiveAfterDays: number,
  now: number,
): boolean => now - Math.max(joinedAt, lastActiveAt ?? 0) <= inactiveAfterDays * DAY_MS
