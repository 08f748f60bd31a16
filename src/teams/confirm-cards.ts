import type { TeamMembership } from '../access'
import { bold, type Card, ROLE_NAMES, ref, shorten, text } from '../chat'
import type { MemberChanged } from './change-member'
import type { GivableRole, Member } from './team'
import { inTeam } from './views'

/** R5: nothing changes before this card's button. */
export function confirmRoleCard(
  target: { name: string; role: Member['role']; membershipId: string },
  team: string,
  role: GivableRole,
): Card {
  return {
    tone: 'warning',
    title: `Make ${target.name} ${ROLE_NAMES[role]}?`,
    text: text`${bold(target.name)} is ${ROLE_NAMES[target.role]} of team ${bold(team)} now.`,
    context: inTeam(team),
    buttons: [
      {
        label: `Make ${ROLE_NAMES[role]}`,
        press: ref('teams.role', target.membershipId, role),
        style: 'primary',
      },
      { label: 'Cancel', press: ref('teams.keep') },
    ],
  }
}

export function confirmRemoveCard(
  target: { name: string; role: Member['role']; membershipId: string },
  team: string,
): Card {
  return {
    tone: 'danger',
    title: `Remove ${target.name}?`,
    text: text`${bold(target.name)} (${ROLE_NAMES[target.role]}) loses access to team ${bold(team)} at once.`,
    context: inTeam(team),
    buttons: [
      { label: 'Remove', press: ref('teams.remove', target.membershipId), style: 'danger' },
      { label: 'Cancel', press: ref('teams.keep') },
    ],
  }
}

export function confirmLeaveCard(team: TeamMembership): Card {
  return {
    tone: 'danger',
    title: `Leave team ${team.teamName}?`,
    text: 'You lose access at once. Coming back needs a new invitation.',
    context: inTeam(team.teamName),
    buttons: [
      { label: 'Leave', press: ref('teams.leave', team.teamId), style: 'danger' },
      { label: 'Cancel', press: ref('teams.keep') },
    ],
  }
}

/** A title holds 150 characters, also when a long name and a long team meet in it. */
const NAME_IN_TITLE = 60

export function changedCard(change: MemberChanged): Card {
  const name = shorten(change.name, NAME_IN_TITLE)
  const title =
    change.to === null
      ? `${name} is not in team ${shorten(change.teamName, NAME_IN_TITLE)} any more`
      : `${name} is now ${ROLE_NAMES[change.to]}`
  return {
    tone: 'success',
    title,
    text: text`Was ${ROLE_NAMES[change.from]}.`,
    context: inTeam(change.teamName),
  }
}

export const leftCard = (teamName: string): Card => ({
  tone: 'success',
  title: `You have left team ${teamName}`,
})

export const keptCard: Card = { title: 'Nothing was changed' }
