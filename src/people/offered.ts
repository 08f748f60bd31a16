import { type Decision, decideTeam, TEAM_ACTIONS, type TeamAction, type TeamMembership } from '../access'

/** As if the chatbot in question were shared with the person in every way: what may be possible at all. */
const FULL_REACH = { sharedForEditing: true, withKnowledge: true }

export const decideAtBest = (
  membership: Pick<TeamMembership, 'role' | 'settings'> | undefined,
  action: TeamAction,
): Decision => decideTeam(membership, action, FULL_REACH)

/** Seeing is part of using, and leaving is no favour: neither is worth a line. */
const UNSAID: readonly TeamAction[] = ['chatbot.view', 'team.leave']

/** What a person with this membership is offered in the team (F44, F45). */
export function offeredActions(membership: Pick<TeamMembership, 'role' | 'settings'>): TeamAction[] {
  return TEAM_ACTIONS.filter((action) => !UNSAID.includes(action) && decideAtBest(membership, action).allowed)
}
