import { type Refusal, refuse, type Visit } from '../chat'

/** The account in which a visit counts: that of the place, in a direct message the first one the person is known in. */
export function accountOf({ home, actor, place }: Visit): string | Refusal {
  const known = actor && [...actor.teamRoles, ...actor.workspaceRoles, ...actor.accountRoles][0]
  const accountId = home?.accountId ?? known?.accountId
  return accountId ?? refuse({ code: place.tenant === null ? 'notInDirect' : 'notConnected' })
}
