import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import type { Database } from '../../db'
import { whichMember } from '../../teams'
import { type Belonging, formTeams, type Removal } from './removal'
import { readCandidates } from './statements'

/** Who follows as owner, by team: what the fields hold, and whether the proposal for the teams without one is agreed to. */
export interface Named {
  byTeam: Readonly<Record<string, string>>
  agreed: boolean
}

export const NOBODY_NAMED: Named = { byTeam: {}, agreed: false }

/** The new owner of one team. */
export interface Successor {
  team: Belonging
  personId: string
  name: string
  role: string
  membershipId: string
  version: number
}

/** A member for every team that would be left without an owner, or what is missing (R3). A refusal's field is the team's. */
export async function nameSuccessors(
  db: Database,
  context: Context,
  removal: Removal,
  named: Named,
): Promise<readonly Successor[] | Refusal> {
  const { asked, proposed } = formTeams(removal)
  const { personId, name } = removal.user
  const proposals = named.agreed ? await proposalsFor(db, proposed, personId) : new Map<string, string>()
  const successors: Successor[] = []
  for (const team of [...asked, ...proposed]) {
    const typed = asked.includes(team) ? named.byTeam[team.teamId] : proposals.get(team.teamId)
    if (typed === undefined)
      return refuse({ code: 'successorNeeded', name, team: team.teamName }, team.teamId)
    const member = await whichMember(db, context, team.teamId, typed)
    if (isRefusal(member)) return { ...member, field: team.teamId }
    if (member.personId === personId)
      return refuse({ code: 'successorNeeded', name, team: team.teamName }, team.teamId)
    const { membershipId, version, role } = member
    successors.push({ team, personId: member.personId, name: member.name, role, membershipId, version })
  }
  return successors
}

/** By team: the admin who has been in it longest, else the member. */
async function proposalsFor(
  db: Database,
  teams: readonly Belonging[],
  leavingId: string,
): Promise<ReadonlyMap<string, string>> {
  const found = await readCandidates(db, [teams.map(({ teamId }) => teamId), leavingId, 1, ''])
  return new Map(found.map(({ teamId, personId }) => [teamId, personId]))
}
