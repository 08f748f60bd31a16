import type { TeamMembership } from '../access'
import { bold, type Card, type Context, ROLE_NAMES, ref, text } from '../chat'
import type { OwedRow } from '../db'
import type { NoticeKind, Owed } from '../notices'
import { inTeam } from './views'

/** What people are told about their teams; the words come from the moment of the change, which cannot become untrue. */
export const teamNotices: readonly NoticeKind[] = [
  {
    name: 'member.roleChanged',
    draw: async (owed) => {
      const { by, team, from, to } = read(owed)
      return told({
        title: `You are now ${roleName(to)} of team ${team}`,
        text: text`${bold(by)} changed your role from ${roleName(from)} to ${roleName(to)}.`,
        context: inTeam(team),
      })
    },
  },
  {
    name: 'member.removed',
    draw: async (owed) => {
      const { by, team } = read(owed)
      return told({
        tone: 'warning',
        title: `You are no longer in team ${team}`,
        text: text`${bold(by)} removed you. What you own stays yours.`,
        context: inTeam(team),
      })
    },
  },
  {
    name: 'team.deleted',
    draw: async (owed) => {
      const { by, team } = read(owed)
      return told({ tone: 'warning', title: `Team ${team} was deleted`, text: text`${bold(by)} deleted it.` })
    },
  },
  {
    name: 'team.settingsChanged',
    topic: 'outcome',
    draw: async (owed) => {
      const { by, team } = read(owed)
      return told({
        title: `Settings of team ${team} were changed`,
        text: text`${bold(by)} changed them.`,
        context: inTeam(team),
        buttons: [{ label: 'Overview', press: ref('teams.overview', owed.subjectId) }],
      })
    },
  },
]

const told = (card: Card) => ({ card })

/** Owes a person of the team a notice about the actor's deed. */
export const tell = (context: Context, own: TeamMembership, personId: string, name: string): OwedRow => ({
  kind: 'notice',
  accountId: own.accountId,
  personId,
  name,
  subjectId: own.teamId,
  data: { team: own.teamName, by: context.actor.name },
  actorId: context.actor.personId,
})

function read({ data }: Owed) {
  const word = (name: string) => String(data[name] ?? '')
  return { by: word('by'), team: word('team'), from: word('from'), to: word('to') }
}

const roleName = (role: string) => ROLE_NAMES[role as keyof typeof ROLE_NAMES] ?? role
