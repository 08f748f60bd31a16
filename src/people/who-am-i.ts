import { type Actor, decideTeam, type TeamAction, type TeamMembership } from '../access'
import { type Card, type Context, isRefusal, ROLE_NAMES, shorten, slash, text } from '../chat'
import type { Database } from '../db'
import { whichTeam } from '../teams'
import { ACTION_WORDS } from './action-words'
import { offeredActions } from './offered'
import { readSelf } from './self'
import { confinedText, PLATFORM_NAMES } from './views'

/** By what I am known, my roles in each scope, and what I may do in the team here. */
export async function whoAmI(db: Database, context: Context, team: string | undefined): Promise<Card> {
  const { identities, addresses, onlyIn } = await readSelf(db, context.actor)
  const here = whichTeam(context, team)
  const users = identities.map(({ platform, name }) => `${name} on ${PLATFORM_NAMES[platform]}`)
  return {
    title: `You are ${context.actor.name}`,
    ...(onlyIn !== null && { text: confinedText(onlyIn) }),
    fields: [
      { name: 'Chat users', value: listed(users) },
      { name: 'Addresses', value: listed(addresses) },
      { name: 'Roles', value: listed(rolesOf(context.actor)) },
      ...(isRefusal(here)
        ? []
        : [
            {
              name: `In team ${here.teamName} you may`,
              value: listed(offeredActions(here).map((action) => offeredWords(here, action))),
            },
          ]),
    ],
    context: text`${slash('why')} explains one permission, ${slash('link')} changes your chat users and addresses.`,
  }
}

/** Some things may be done to what is shared with the person only. */
const offeredWords = (team: TeamMembership, action: TeamAction) =>
  decideTeam(team, action).allowed
    ? ACTION_WORDS[action]
    : `${ACTION_WORDS[action]}, as far as shared with you`

/** Every role with its scope. */
export const rolesOf = ({ accountRoles, workspaceRoles, teamRoles }: Omit<Actor, 'personId' | 'name'>) => [
  ...teamRoles.map(({ role, teamName }) => `${ROLE_NAMES[role]} of team ${teamName}`),
  ...workspaceRoles.map(({ role, workspaceName }) => `${ROLE_NAMES[role]} of workspace ${workspaceName}`),
  ...accountRoles.map(({ accountName }) => `Account Admin of account ${accountName}`),
]

const MOST = 12
const LONGEST = 70

/** One line each, within what a field holds. */
function listed(items: readonly string[]): string {
  if (items.length === 0) return 'none'
  const shown = items.slice(0, MOST).map((item) => shorten(item, LONGEST))
  const more = items.length - shown.length
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}
