/** Who pays for an answer (domain.md §5); `teamId`: as the owner of that team. */
export type Payer = { personId: string; teamId?: string } | { workspaceId: string }

interface Payable {
  /** Null: an agent of the workspace. */
  ownerId: string | null
  workspaceId: string
  /** Everybody it is shared with at this moment, the oldest first. */
  grants: readonly { to: { kind: 'team'; teamId: string; ownerId: string } | { kind: 'person' } }[]
}

/** Teams of the asker; `here`: what the place belongs to that they asked in. */
export interface AskedIn {
  here: string | null
  teams: readonly string[]
}

/**
 * For a team that has it, the owner of that team pays for what its members ask (F97): of the team it was asked in, else
 * of the first of the asker's. For everybody else its own owner does, also while teams have it: single people are shared
 * with at the cost of who shares (F42, F96). For its agents the workspace pays.
 */
export function payerOf({ ownerId, workspaceId, grants }: Payable, { here, teams: theirs }: AskedIn): Payer {
  if (ownerId === null) return { workspaceId }
  const shared = grants.flatMap(({ to }) => (to.kind === 'team' ? [to] : []))
  const near = shared.filter(({ teamId }) => theirs.includes(teamId))
  const team = near.find(({ teamId }) => teamId === here) ?? near[0]
  return team ? { personId: team.ownerId, teamId: team.teamId } : { personId: ownerId }
}
