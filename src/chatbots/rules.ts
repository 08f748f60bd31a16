import {
  type DenyReason,
  decideTeam,
  decideWorkspace,
  type TeamMembership,
  type WorkspaceAction,
} from '../access'
import { atLeast, type Grant } from './chatbot'
import { type AgentReach, isTo, type Reach } from './reach'

export type ChatbotAction =
  /** See it and ask it. */
  | 'use'
  | 'edit'
  /** Change what it is made of: its instructions, of an agent also the channels and knowledge bases. */
  | 'parts'
  /** Read the instructions it had before. */
  | 'versions'
  /** Pause, resume, archive, restore. */
  | 'operate'
  /** List the documents. */
  | 'seeDocuments'
  | 'upload'
  /** Replace, remove and restrict documents. */
  | 'manageDocuments'
  | 'delete'
  /** Share it with single people; with a team, `decideShare` decides. */
  | 'share'
  /** Offer it to another owner. */
  | 'transfer'
  /** What people thought of its answers. */
  | 'readFeedback'

export type ChatbotDecision = { allowed: true } | { allowed: false; reason: ChatbotDenial }

export type ChatbotDenial =
  | { code: 'levelLacks'; needs: 'edit' | 'full' }
  | { code: 'ownerOnly'; wish: 'delete' | 'share' | 'transfer' | 'readFeedback' }
  | { code: 'knowledgeExcluded' }
  | { code: 'noTeam' }
  /** What the team's matrix says. */
  | { code: 'team'; reason: DenyReason; team: Pick<TeamMembership, 'teamName'> }
  /** What the matrix of the agent's workspace says. */
  | { code: 'workspace'; reason: DenyReason; workspaceName: string }
  /** No role gives it: an agent stays its workspace's. */
  | { code: 'agentStays'; wish: 'share' | 'transfer'; workspaceName: string }

const ALLOWED: ChatbotDecision = { allowed: true }
const deny = (reason: ChatbotDenial): ChatbotDecision => ({ allowed: false, reason })

/** May somebody with this reach do this? Who has no reach is never asked: for them there is no such chatbot. */
export function decideChatbot(reach: Reach, action: ChatbotAction): ChatbotDecision {
  if (reach.agent) return decideAgent(reach.agent, action)
  switch (action) {
    case 'use':
    case 'versions':
      return ALLOWED
    case 'edit':
    case 'parts':
      return reach.own || edits(reach) ? ALLOWED : deny({ code: 'levelLacks', needs: 'edit' })
    case 'operate':
      return reach.own || reach.level === 'full' || manages(reach)
        ? ALLOWED
        : deny({ code: 'levelLacks', needs: 'full' })
    case 'seeDocuments':
      return reach.knowledge ? ALLOWED : deny({ code: 'knowledgeExcluded' })
    case 'upload':
      return decideUpload(reach)
    case 'manageDocuments':
      if (!reach.knowledge) return deny({ code: 'knowledgeExcluded' })
      return decideChatbot(reach, 'edit')
    case 'delete':
      return reach.own || manages(reach) ? ALLOWED : deny({ code: 'ownerOnly', wish: 'delete' })
    case 'share':
    case 'transfer':
    case 'readFeedback':
      return reach.own ? ALLOWED : deny({ code: 'ownerOnly', wish: action })
  }
}

/** domain.md §2.2: which row of the workspace's matrix decides. */
const AGENT_ROWS: Record<Exclude<ChatbotAction, 'share' | 'transfer'>, WorkspaceAction> = {
  use: 'thread.send',
  edit: 'agent.manage',
  parts: 'agent.parts',
  versions: 'agent.parts',
  operate: 'agent.manage',
  seeDocuments: 'knowledge.view',
  upload: 'source.manage',
  manageDocuments: 'source.manage',
  delete: 'agent.manage',
  readFeedback: 'agent.manage',
}

function decideAgent({ actor, workspace }: AgentReach, action: ChatbotAction): ChatbotDecision {
  const { workspaceName } = workspace
  if (action === 'share' || action === 'transfer')
    return deny({ code: 'agentStays', wish: action, workspaceName })
  const decision = decideWorkspace(actor, workspace, AGENT_ROWS[action])
  return decision.allowed ? ALLOWED : deny({ code: 'workspace', reason: decision.reason, workspaceName })
}

/** Owner and admin edit every chatbot of their team (F7), a member one shared with them for editing (F8, F9). */
const edits = ({ level, teams }: Reach) => {
  const sharedForEditing = atLeast(level, 'edit')
  return (
    sharedForEditing || teams.some((team) => decideTeam(team, 'chatbot.edit', { sharedForEditing }).allowed)
  )
}

/** Whoever may delete a team's chatbots may also stop them for a while (F18). */
const manages = ({ teams }: Reach) => teams.some((team) => decideTeam(team, 'chatbot.deleteTeam').allowed)

/**
 * The matrix of the teams it is shared with, for a personal one of the owner's teams (F13–F16, F35). Who is in none of
 * them has it from a grant to themselves: level edit, with the documents.
 */
function decideUpload(reach: Reach): ChatbotDecision {
  if (!reach.knowledge) return deny({ code: 'knowledgeExcluded' })
  const asked = reach.teams.length === 0 && reach.own ? reach.near : reach.teams
  const decisions = asked.map((team) => ({
    team,
    decision: decideTeam(team, 'document.upload', { withKnowledge: true }),
  }))
  if (decisions.some(({ decision }) => decision.allowed)) return ALLOWED
  const [first] = decisions
  if (first && !first.decision.allowed)
    return deny({ code: 'team', reason: first.decision.reason, team: first.team })
  if (reach.own) return deny({ code: 'noTeam' })
  return atLeast(reach.level, 'edit') ? ALLOWED : deny({ code: 'levelLacks', needs: 'edit' })
}

/** Sharing directly with a team: its owner or admin, and only what is theirs (F38, F39, F100). */
export function decideShare(reach: Reach, team: TeamMembership): ChatbotDecision {
  const own = decideChatbot(reach, 'share')
  if (!own.allowed) return own
  const decision = decideTeam(team, 'chatbot.shareDirectly')
  return decision.allowed ? ALLOWED : deny({ code: 'team', reason: decision.reason, team })
}

/**
 * Another level, or with or without documents. The owner of a team decides how the team has what they pay for; else it
 * takes what sharing so anew would take.
 */
export function decideChangeShare(reach: Reach, grant: Grant): ChatbotDecision {
  const team = reach.near.find((each) => isTo(grant, each))
  if (team && decideTeam(team, 'share.decide').allowed) return ALLOWED
  if (team) return decideShare(reach, team)
  const own = decideChatbot(reach, 'share')
  if (!own.allowed || grant.to.kind === 'person') return own
  return deny({ code: 'team', reason: { code: 'notInScope' }, team: { teamName: grant.to.name } })
}

/** Ending a share: the chatbot's owner, and those who manage the team it was shared with and pay for it. */
export function decideUnshare(reach: Reach, grant: Grant): ChatbotDecision {
  const theirs = { ...reach, teams: reach.teams.filter((team) => isTo(grant, team)) }
  return reach.own || manages(theirs) ? ALLOWED : deny({ code: 'ownerOnly', wish: 'share' })
}
