import { type Actor, decideWorkspace, type TeamMembership } from '../access'
import { atLeast, type Chatbot, type Grant, isAgent, type ShareLevel } from './chatbot'

/** What a chatbot is to somebody at this moment; computed anew for every interaction (R4, F41). */
export interface Reach {
  /** They are its owner of record. */
  own: boolean
  /** The highest of everything that leads here; `full` for the owner. */
  level: ShareLevel
  /** The documents are included. */
  knowledge: boolean
  /** Their memberships in teams it is shared with. */
  teams: readonly TeamMembership[]
  /** All their memberships in its workspace. */
  near: readonly TeamMembership[]
  /** The grants this rests on; a change repeats them. */
  grantIds: readonly string[]
  /** Of an agent: then this decides, and nothing above. */
  agent: AgentReach | null
}

/** Who somebody is in the workspace that owns an agent; what they may do with it is in that workspace's matrix (§2.2). */
export interface AgentReach {
  actor: Pick<Actor, 'personId' | 'accountRoles' | 'workspaceRoles'>
  workspace: Pick<Chatbot, 'accountId' | 'workspaceId' | 'workspaceName'>
}

export interface ReachedChatbot {
  chatbot: Chatbot
  reach: Reach
}

/** What somebody owns, or what reaches them by a share and is not theirs (F99). */
export const OWNERSHIPS = ['yours', 'shared'] as const
export type Ownership = (typeof OWNERSHIPS)[number]

/** Null: it does not exist for them (R21). A grant to a team counts through a living membership only. */
export function reachOf(chatbot: Chatbot, actor: Actor): Reach | null {
  const near = actor.teamRoles.filter((team) => team.workspaceId === chatbot.workspaceId)
  if (isAgent(chatbot)) return reachOfAgent(chatbot, actor, near)
  const leading = chatbot.grants.filter((grant) => leadsHere(grant, actor, near))
  const teams = near.filter((team) => leading.some((grant) => isTo(grant, team)))
  const grantIds = leading.map((grant) => grant.id)
  if (chatbot.ownerId === actor.personId)
    return { own: true, level: 'full', knowledge: true, teams, near, grantIds, agent: null }
  const [first, ...others] = leading
  if (!first) return null
  return {
    own: false,
    level: others.reduce((most, { level }) => (atLeast(level, most) ? level : most), first.level),
    knowledge: leading.some((grant) => grant.knowledge),
    teams,
    near,
    grantIds,
    agent: null,
  }
}

/** Its answers rest on its documents, each as far as the asker may read it. */
function reachOfAgent(workspace: Chatbot, actor: Actor, near: readonly TeamMembership[]): Reach | null {
  if (!decideWorkspace(actor, workspace, 'agent.view').allowed) return null
  return {
    ...{ own: false, level: 'view', knowledge: true, teams: [], near, grantIds: [] },
    agent: { actor, workspace },
  }
}

const leadsHere = (grant: Grant, actor: Actor, near: readonly TeamMembership[]) =>
  grant.to.kind === 'person' ? grant.to.personId === actor.personId : near.some((team) => isTo(grant, team))

/** Whether a grant is to this team or this person. */
export const isTo = ({ to }: Grant, whom: { teamId: string } | { personId: string }) =>
  to.kind === 'team'
    ? 'teamId' in whom && to.teamId === whom.teamId
    : 'personId' in whom && to.personId === whom.personId

/** The teams it is shared with, the oldest share first. */
export const teamsOf = ({ grants }: Pick<Chatbot, 'grants'>) =>
  grants.flatMap(({ to }) => (to.kind === 'team' ? [to] : []))

/** Shares that somebody sees: all of their own chatbot, of another's those that lead to them. */
export const seenGrants = ({ chatbot, reach }: ReachedChatbot): readonly Grant[] =>
  reach.own ? chatbot.grants : chatbot.grants.filter((grant) => reach.grantIds.includes(grant.id))

/** Where a chatbot belongs, as far as somebody sees it. */
export interface Scope {
  /** An agent of the workspace. */
  agent: boolean
  teams: readonly string[]
  workspaceName: string
}

export const scopeOf = (reached: ReachedChatbot): Scope => ({
  agent: reached.reach.agent !== null,
  teams: seenGrants(reached).flatMap(({ to }) => (to.kind === 'team' ? [to.name] : [])),
  workspaceName: reached.chatbot.workspaceName,
})
