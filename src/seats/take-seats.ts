import type { Plans } from '../billing'
import { type Refusal, refuse, type ScopeKind } from '../chat'
import { isoTime } from '../clock'
import type { Database, OwedRow } from '../db'
import { NEARLY_FULL } from './notices'
import { readKeepers, readSeats } from './repository'
import { isNearlyFull, nearlyFullFrom, type Seats, seat } from './seats'

/**
 * CTE `seats` for a change that invites: a row when it finds seats as was decided, whoever else invites at this moment.
 * `$parameter` is the `decided` of a `SeatPlan`.
 */
export const seatsTaken = (parameter: number) => `seats AS (
  SELECT 1 WHERE $${parameter}::jsonb IS NULL UNION ALL
  SELECT 1 FROM jsonb_to_record($${parameter}::jsonb) AS decided("workspaceId" text, plan text, "limit" int, "warnFrom" int,
    crosses boolean, at timestamptz, invitees text[]),
    LATERAL lock_seats(decided."workspaceId", decided.plan, decided.at, decided.invitees) found
  WHERE (found.after <= decided."limit" OR found.after = found.before)
    AND (found.before < decided."warnFrom" AND found.after >= decided."warnFrom") = decided.crosses
)`

/** What comes of inviting. */
export interface SeatPlan {
  /** Who of the invitees can be invited. */
  seated: ReadonlySet<string>
  /** Why the others cannot. */
  full: Refusal | null
  /** Null: they need none. */
  decided: string | null
  /** Admins are told when the workspace becomes nearly full. */
  owed: readonly OwedRow[]
  /** How the workspace stands afterwards, when it is nearly full. */
  nearlyFull: Seats | null
}

/** Finds seats for as many of the invitees as there are, in their order; admins of the account need none (R13). */
export async function planSeats(
  { db, plans }: { db: Database; plans: Plans },
  { kind, accountId, workspaceId }: { kind: ScopeKind; accountId: string; workspaceId: string | null },
  invitees: readonly string[],
  at: number,
): Promise<SeatPlan | Refusal> {
  if (workspaceId === null)
    return { seated: new Set(invitees), full: null, decided: null, owed: [], nearlyFull: null }
  const standing = await readSeats({ db, plans }, workspaceId, at, invitees)
  if (!standing) return refuse({ code: 'notFound', what: 'workspace' })
  const { workspaceName, plan, limit, newcomers } = standing
  const { seated, used } = seat(standing, newcomers, invitees)
  const then: Seats = { workspaceName, limit, used }
  const isFull = seated.size < invitees.length
  const crosses = !isNearlyFull(standing) && isNearlyFull(then)
  const keepers = isFull || crosses ? await readKeepers(db, [workspaceId]) : []
  const helpers = keepers.filter(({ managesUsers }) => managesUsers).map(({ name }) => name)
  return {
    seated,
    full: isFull
      ? refuse({ code: 'seatsFull', scope: kind, workspace: workspaceName, used, limit, helpers })
      : null,
    decided: JSON.stringify({
      ...{ workspaceId, plan, limit, crosses, at: isoTime(at) },
      warnFrom: nearlyFullFrom(limit),
      invitees: [...seated],
    }),
    owed: crosses
      ? keepers.map(({ personId }) => ({
          kind: 'notice',
          accountId,
          personId,
          name: NEARLY_FULL,
          subjectId: workspaceId,
        }))
      : [],
    nearlyFull: isNearlyFull(then) ? then : null,
  }
}
