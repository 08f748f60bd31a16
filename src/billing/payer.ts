/** Who pays for an answer (domain.md §5). */
export type Payer = { personId: string } | { workspaceId: string }

interface Payable {
  ownerId: string
  /** Everybody it is shared with at this moment, the oldest first. */
  grants: readonly { to: { kind: 'team'; teamId: string; ownerId: string } | { kind: 'person' } }[]
}

/**
 * A personal chatbot is paid by its owner, also when single people may use it (F42, F96); one that is shared with a team
 * by the owner of that team (F97): of the asker's teams, else of the team it was shared with first.
 */
export function payerOf({ ownerId, grants }: Payable, askedIn: readonly string[]): Payer {
  const teams = grants.flatMap(({ to }) => (to.kind === 'team' ? [to] : []))
  const team = teams.find(({ teamId }) => askedIn.includes(teamId)) ?? teams[0]
  return { personId: team?.ownerId ?? ownerId }
}
