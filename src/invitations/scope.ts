import { bold, scopeWords, type Text, text } from '../chat'
import type { InvitationScope } from './invitation'

/** Under which of them an audit entry stands. */
export const auditScope = ({ kind, id, accountId, workspaceId }: InvitationScope) => ({
  accountId,
  ...(workspaceId !== null && { workspaceId }),
  ...(kind === 'team' && { teamId: id }),
})

/** Scope belongs into every message (B17). */
export const inScope = ({ kind, name }: InvitationScope): Text => text`In ${kind} ${bold(name)}`

/** As a sentence begins. */
export function scopeTitle(scope: InvitationScope): string {
  const words = scopeWords(scope)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * CTE `room` for a change that invites to the scope of parameter `$id` or lets somebody in: a row while it is there. Its version
 * makes bulks come one after the other (R17), and tells a deletion under way of who comes in. Ids of all three are unique.
 */
export function room(id: number, version?: number): string {
  const still = version === undefined ? '' : ` AND version = $${version}`
  const grow = (table: string) =>
    `UPDATE ${table} SET version = version + 1 WHERE id = $${id}${still} AND deleted_at IS NULL RETURNING 1`
  return `room_in_team AS (${grow('team')}), room_in_workspace AS (${grow('workspace')}), room_in_account AS (${grow('account')}),
room AS (SELECT 1 FROM room_in_team UNION ALL SELECT 1 FROM room_in_workspace UNION ALL SELECT 1 FROM room_in_account)`
}
