import { ACCOUNT_ACTIONS, type Actor, decideWorkspace, WORKSPACE_ACTIONS } from '../access'
import { type Card, type Context, isRefusal, ROLE_NAMES, shorten, slash, text } from '../chat'
import type { Database } from '../db'
import { whichTeam } from '../teams'
import { ACTION_WORDS, offeredWords } from './action-words'
import { offeredActions } from './offered'
import { readSelf } from './self'
import { confinedText, PLATFORM_NAMES } from './views'
import { workspaceHere } from './workspace-here'

/** By what I am known, my roles in each scope, and everything I may do here: in the team, the workspace, the account. */
export async function whoAmI(db: Database, context: Context, team: string | undefined): Promise<Card> {
  const { identities, addresses, onlyIn } = await readSelf(db, context.actor)
  const users = identities.map(({ platform, name }) => `${name} on ${PLATFORM_NAMES[platform]}`)
  return {
    title: `You are ${context.actor.name}`,
    ...(onlyIn !== null && { text: confinedText(onlyIn) }),
    fields: [
      { name: 'Chat users', value: listed(users, WAYS_SHOWN) },
      { name: 'Addresses', value: listed(addresses, WAYS_SHOWN) },
      { name: 'Roles', value: listed(rolesOf(context.actor), ROLES_SHOWN) },
      ...(await rights(db, context, team)),
    ],
    context: text`${slash('why')} explains one permission, ${slash('link')} changes your chat users and addresses.`,
  }
}

/** What may be done here, one field for each scope in which something may. */
async function rights(db: Database, context: Context, typed: string | undefined) {
  const { actor } = context
  const here = whichTeam(context, typed)
  const team = isRefusal(here) ? undefined : here
  const workspace = await workspaceHere(db, context, team)
  const account = actor.accountRoles.find(
    ({ accountId }) => workspace === undefined || accountId === workspace.accountId,
  )
  return [
    ...(team
      ? [
          mayIn(
            `team ${team.teamName}`,
            offeredActions(team).map((action) => offeredWords(team, action)),
          ),
        ]
      : []),
    ...(workspace ? [mayIn(`workspace ${workspace.workspaceName}`, inWorkspace(actor, workspace))] : []),
    ...(account
      ? [
          mayIn(
            `account ${account.accountName}`,
            ACCOUNT_ACTIONS.map((action) => ACTION_WORDS[action]),
          ),
        ]
      : []),
  ].filter(({ value }) => value !== '')
}

const inWorkspace = (actor: Actor, workspace: { accountId: string; workspaceId: string }) =>
  WORKSPACE_ACTIONS.filter((action) => decideWorkspace(actor, workspace, action).allowed).map(
    (action) => ACTION_WORDS[action],
  )

const mayIn = (scope: string, may: readonly string[]) => ({
  name: `In ${shorten(scope, LONGEST)} you may`,
  value: may.join('\n'),
})

/** Every role with its scope. */
export const rolesOf = ({ accountRoles, workspaceRoles, teamRoles }: Omit<Actor, 'personId' | 'name'>) => [
  ...teamRoles.map(({ role, teamName }) => `${ROLE_NAMES[role]} of team ${teamName}`),
  ...workspaceRoles.map(({ role, workspaceName }) => `${ROLE_NAMES[role]} of workspace ${workspaceName}`),
  ...accountRoles.map(({ accountName }) => `Account Admin of account ${accountName}`),
]

const WAYS_SHOWN = 6
const ROLES_SHOWN = 12
const LONGEST = 70

/** One line each, within what a card holds beside everything that may be done. */
function listed(items: readonly string[], most: number): string {
  if (items.length === 0) return 'none'
  const shown = items.slice(0, most).map((item) => shorten(item, LONGEST))
  const more = items.length - shown.length
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}
