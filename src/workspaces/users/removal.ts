import type { TeamRole } from '../../access'
import { LIMITS } from '../../chat'
import type { Leading, Sent } from '../../invitations'
import type { Workspace } from '../../scopes'
import { hashSecret } from '../../secrets'
import type { WorkspaceUser } from './user'

/** One living membership of somebody who is to be removed from the workspace. */
export interface Belonging {
  membershipId: string
  version: number
  role: TeamRole
  teamId: string
  teamName: string
  teamVersion: number
  /** Members beside them. */
  others: number
}

/** Everything that ends with somebody's removal, as it is at this moment. */
export interface Removal {
  workspace: Workspace
  user: WorkspaceUser
  belongings: readonly Belonging[]
  /** By which they could come back without a new one. */
  invitations: readonly Leading[]
  /** What they have sent to admin roles. */
  sent: readonly Sent[]
}

/** Teams that need a new owner (R3). */
export const orphaned = ({ belongings }: Pick<Removal, 'belongings'>): readonly Belonging[] =>
  belongings.filter(({ role, others }) => role === 'owner' && others > 0)

/** Teams in which nobody would be left: they are deleted. */
export const emptied = ({ belongings }: Pick<Removal, 'belongings'>): readonly Belonging[] =>
  belongings.filter(({ role, others }) => role === 'owner' && others === 0)

/** A form has five fields: with more teams than that, the last one says yes to a proposal for all the others. */
export function formTeams(removal: Pick<Removal, 'belongings'>): {
  asked: readonly Belonging[]
  proposed: readonly Belonging[]
} {
  const teams = orphaned(removal)
  const asked = teams.length > LIMITS.formFields ? LIMITS.formFields - 1 : teams.length
  return { asked: teams.slice(0, asked), proposed: teams.slice(asked) }
}

/** Ten characters that change with anything the confirm card says: who confirms has seen what will happen (R5). */
export const seenAs = ({ user, belongings }: Removal): string =>
  hashSecret(
    JSON.stringify([
      user.version,
      belongings.map(({ membershipId, version, others }) => [membershipId, version, others === 0]),
    ]),
  )
    .toString('base64url')
    .slice(0, 10)
