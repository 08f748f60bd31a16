/** Who pays for an answer (domain.md §5). */
export type Payer = { personId: string } | { workspaceId: string }

interface Payable {
  ownerId: string
  /** Everybody it is shared with at this moment, the oldest first. */
  grants: readonly { to: { kind: 'team'; teamId: string; ownerId: string } | { kind: 'person' } }[]
}

/** Teams of the asker; `here`: what the place belongs to that they asked in. */
export interface AskedIn {
  here: string | null
  teams: readonly string[]
}

/**
 * A personal chatbot is paid by its owner, also when single people may use it (F42, F96); one that is shared with a team
 * by the owner of that team (F97): the one it was asked in, else another of the asker's, else the one it was shared with
 * first.
 */
export function payerOf({ ownerId, grants }: Payable, { here, teams: theirs }: AskedIn): Payer {
  const shared = grants.flatMap(({ to }) => (to.kind === 'team' ? [to] : []))
  const near = shared.filter(({ teamId }) => theirs.includes(teamId))
  const team = near.find(({ teamId }) => teamId === here) ?? near[0] ?? shared[0]
  return { personId: team?.ownerId ?? ownerId }
}
