import { decideTeam, type TeamMembership } from '../access'
import {
  bold,
  type Card,
  LIMITS,
  ROLE_NAMES,
  type Row,
  ref,
  SETTING_NAMES,
  type Text,
  text,
  time,
} from '../chat'
import { GIVABLE_ROLES, type Member, type Team } from './team'

/** Scope belongs into every message (B17). */
export const inTeam = (teamName: string): Text => text`In team ${bold(teamName)}`

export function overviewCard(
  team: Team,
  own: TeamMembership,
  counts: { owners: string; admins: number; members: number; pending: number },
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

/** Rows on one page: a pager button needs its place too. */
export const PAGE_SIZE = LIMITS.rows

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
    buttons: pager('teams.members', team.teamId, page, total),
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

/** Earlier and later pages of a list; the press takes the team's id and the page, counted from 0. */
export function pager(press: string, id: string, page: number, total: number) {
  const last = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1)
  return [
    ...(page > 0 ? [{ label: 'Back', press: ref(press, id, String(page - 1)) }] : []),
    ...(page < last
      ? [{ label: `Next (page ${page + 2} of ${last + 1})`, press: ref(press, id, String(page + 1)) }]
      : []),
  ]
}

export const createdCard = (made: { teamId: string; teamName: string; workspaceName: string }): Card => ({
  tone: 'success',
  title: `Team ${made.teamName} is there`,
  text: 'You own it. Both member settings are off. Invite people next.',
  context: text`Workspace ${bold(made.workspaceName)}`,
  buttons: [{ label: 'Overview', press: ref('teams.overview', made.teamId) }],
})
