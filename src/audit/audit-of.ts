import type { Acting, Visit } from '../chat'
import type { AuditRow } from '../db'

type Scope = Pick<AuditRow, 'accountId' | 'workspaceId' | 'teamId'>
type Deed = Pick<AuditRow, 'action' | 'subjectType' | 'subjectId' | 'data'>

/** The audit entry of something a person did; `scope` is where it counts. */
export function auditOf(
  visit: Pick<Visit, 'actor'> & Pick<Acting, 'place'>,
  scope: Scope,
  deed: Deed,
): AuditRow {
  const { accountId, workspaceId, teamId } = scope
  return {
    accountId,
    ...(workspaceId !== undefined && { workspaceId }),
    ...(teamId !== undefined && { teamId }),
    actorId: visit.actor?.personId ?? null,
    platform: visit.place.platform,
    ...deed,
  }
}
