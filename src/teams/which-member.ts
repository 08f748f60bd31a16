import { decideTeam } from '../access'
import { type Choice, type Context, type Option, type Refusal, ROLE_NAMES, refuse } from '../chat'
import type { Database } from '../db'
import { matchMembers } from './statements'
import type { Member } from './team'
import { whichTeam } from './which-team'

const SUGGESTIONS = 25

/** An option that names a member: suggestions by name; also takes a mention, an address or an id. */
export const memberOption = (db: Database, description: string) =>
  ({
    kind: 'search',
    description,
    required: true,
    search: async (context: Context, typed: string, given: Readonly<Record<string, string>>) => {
      const team = whichTeam(context, given.team)
      if ('refused' in team) return []
      // Typing an address must not tell whose it is to those who only see names.
      if (typed.includes('@') && !decideTeam(team, 'member.changeRole').allowed) return []
      return (await matchMembers(db, parametersOf(context, team.teamId, typed, SUGGESTIONS))).map(choiceOf)
    },
  }) as const satisfies Option

/** The one member that a typed word means. */
export async function whichMember(
  db: Database,
  context: Context,
  teamId: string,
  typed: string,
): Promise<Member | Refusal> {
  const found = await matchMembers(db, parametersOf(context, teamId, typed, SUGGESTIONS))
  const exact = found.filter((member) => member.exact)
  const [only, ...others] = exact.length > 0 ? exact : found
  if (!only)
    return refuse({ code: 'notFound', what: 'member', typed: typed.replace(MENTION, '@$2') }, 'person')
  if (others.length === 0) return only
  return refuse({ code: 'pick', option: 'person', choices: [only, ...others].map(choiceOf) })
}

/** Slack `<@U123|name>`, Discord `<@123>` and `<@!123>`. */
const MENTION = /^<@!?([A-Z0-9]+)(?:\|([^>]*))?>$/i

function parametersOf(context: Context, teamId: string, typed: string, limit: number): readonly unknown[] {
  const userId = MENTION.exec(typed)?.[1] ?? ''
  const { platform, tenant } = context.sender
  return [teamId, typed.replace(/^@(?=.)/, ''), platform, tenant, userId, limit]
}

const choiceOf = (member: Member): Choice => ({
  value: member.personId,
  label: `${member.name} (${ROLE_NAMES[member.role]})`,
})
