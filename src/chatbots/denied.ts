import { type Refusal, refuse } from '../chat'
import { type Chatbot, isAgent } from './chatbot'
import type { Reach } from './reach'
import { type ChatbotAction, type ChatbotDenial, decideChatbot } from './rules'

/** What to answer with when the rules say no. */
export function deniedChatbot(reason: ChatbotDenial, { name }: Pick<Chatbot, 'name'>): Refusal {
  switch (reason.code) {
    case 'levelLacks':
      return refuse({ code: 'chatbotLevel', chatbot: name, needs: reason.needs })
    case 'ownerOnly':
      return refuse({ code: 'chatbotOwnerOnly', chatbot: name, wish: reason.wish })
    case 'knowledgeExcluded':
      return refuse({ code: 'documentsExcluded', chatbot: name })
    case 'noTeam':
      return refuse({ code: 'documentsNeedTeam' })
    case 'team': {
      const { team } = reason
      const asksFirst = reason.reason.code === 'roleLacks' && reason.reason.action === 'chatbot.shareDirectly'
      return asksFirst
        ? refuse({ code: 'shareByRequest', team: team.teamName })
        : refuse({ code: 'denied', reason: reason.reason, scope: `team ${team.teamName}` })
    }
    case 'workspace':
      return refuse({ code: 'denied', reason: reason.reason, scope: `workspace ${reason.workspaceName}` })
    case 'agentStays':
      return refuse({ code: 'agentStays', agent: name, workspace: reason.workspaceName, wish: reason.wish })
  }
}

/** Nothing is asked of one that is paused or archived (F101). */
export function unlessActive(chatbot: Pick<Chatbot, 'name' | 'status' | 'ownerId'>): Refusal | undefined {
  const { name, status } = chatbot
  if (status === 'active') return undefined
  return refuse({ code: 'chatbotIdle', chatbot: name, status, ...(isAgent(chatbot) && { agent: true }) })
}

/** `decideChatbot` as the refusal to answer with; undefined when allowed. */
export function unlessMay(
  { chatbot, reach }: { chatbot: Pick<Chatbot, 'name'>; reach: Reach },
  action: ChatbotAction,
): Refusal | undefined {
  const decision = decideChatbot(reach, action)
  return decision.allowed ? undefined : deniedChatbot(decision.reason, chatbot)
}
