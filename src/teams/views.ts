import { decideTeam, type TeamMembership } from '../access'
import {
  bold,
  type Card,
  pager,
  ROLE_NAMES,
  type Row,
  ref,
  SETTING_NAMES,
  type Text,
  text,
  time,
} from '../chat'
import { type Seats, seatsField } from '../seats'
import { GIVABLE_ROLES, type Member, type Team } from './team'

/** Scope belongs into every message (B17). */
export const inTeam = (teamName: string): Text => text`In team ${bold(teamName)}`

export function overviewCard(
  team: Team,
  own: TeamMembership,
  counts: { owners: string; admins: number; members: number; pending: number; seats: Seats },
): Card {
  const may = (action: Parameters<typeof decideTeam>[1]) => decideTeam(own, action).allowed
  return {
    title: `Team ${team.name}`,
    fields: [
      { name: 'Owner', value: counts.owners },
      {
        name: 'People',
        value: `${1 + counts.admins + counts.members} (${counts.admins} Admin, ${counts.members} Member)`,
      },
      { name: 'Pending invitations', value: String(counts.pending) },
      seatsField(counts.seats),
      { name: 'Your role', value: ROLE_NAMES[own.role] },
      { name: SETTING_NAMES.memberChatbotCreation, value: onOff(team.memberChatbotCreation) },
      { name: SETTING_NAMES.memberDocumentUploads, value: onOff(team.memberDocumentUploads) },
    ],
    context: text`Workspace ${bold(team.workspaceName)} · since ${time(team.createdAt, 'absolute')}`,
    buttons: [
      { label: 'Members', press: ref('teams.members', team.id, '0') },
      ...(may('member.invite') ? [{ label: 'Invitations', press: ref('invites.list', team.id, '0') }] : []),
      ...(may('team.settings') ? [{ label: 'Settings', press: ref('teams.settings', team.id) }] : []),
    ],
  }
}

export const onOff = (on: boolean) => (on ? 'On' : 'Off')

export function membersCard(
  team: TeamMembership,
  members: readonly Member[],
  page: number,
  total: number,
): Card {
  const menus = decideTeam(team, 'member.changeRole').allowed
  return {
    title: `Members of ${team.teamName}`,
    text: `${total} ${total === 1 ? 'person' : 'people'}`,
    rows: members.map((member) => memberRow(member, menus)),
    context: inTeam(team.teamName),
    buttons: pager(page, total, (other) => ref('teams.members', team.teamId, String(other))),
  }
}

function memberRow(member: Member, menus: boolean): Row {
  const seen =
    member.lastActiveAt === null
      ? 'not seen in chat yet'
      : text`active ${time(member.lastActiveAt, 'relative')}`
  const line = text`${bold(member.name)} — ${ROLE_NAMES[member.role]} · ${seen}`
  if (!menus || member.role === 'owner') return { text: line }
  const other = GIVABLE_ROLES.filter((role) => role.value !== member.role)
  return {
    text: line,
    menu: {
      label: 'Change',
      options: [
        ...other.map((role) => ({
          label: `Make ${role.label}`,
          press: ref('teams.askRole', member.membershipId, role.value),
        })),
        { label: 'Remove from team', press: ref('teams.askRemove', member.membershipId) },
      ],
    },
  }
}

export const createdCard = (made: { teamId: string; teamName: string; workspaceName: string }): Card => ({
  tone: 'success',
  title: `Team ${made.teamName} is there`,
  text: 'You own it. Both member settings are off. Invite people next.',
  context: text`Workspace ${bold(made.workspaceName)}`,
  buttons: [{ label: 'Overview', press: ref('teams.overview', made.teamId) }],
})
