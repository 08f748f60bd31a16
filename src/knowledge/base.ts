import type { Actor } from '../access'
import type { ReachedChatbot } from '../chatbots'

/** What documents belong to: every chatbot has one of its own, a workspace has more for its agents. */
export interface Base {
  /** Of a chatbot's own that of the chatbot, like its name. */
  id: string
  accountId: string
  workspaceId: string
  workspaceName: string
  name: string
  own: boolean
}

/** A base of a workspace. */
export interface SharedBase extends Base {
  own: false
  description: string
  /** Grows with every change of what the form holds. */
  version: number
}

/** A base as somebody reaches it at this moment; found anew for every interaction (R4). */
export interface ReachedBase {
  base: Base
  /** Whose own it is: what the actor may do with that decides. Null: their role in the workspace does. */
  chatbot: ReachedChatbot | null
  actor: Pick<Actor, 'personId' | 'accountRoles' | 'workspaceRoles'>
}

export const baseOf = (
  chatbot: ReachedChatbot,
  actor: ReachedBase['actor'],
): ReachedBase & { chatbot: ReachedChatbot } => {
  const { id, accountId, workspaceId, workspaceName, name } = chatbot.chatbot
  return { base: { id, accountId, workspaceId, workspaceName, name, own: true }, chatbot, actor }
}

export const MOST_BASES = 50
/** Beside its own. */
export const MOST_USED_BASES = 10
export const BASE_NAME_LENGTH = 80
export const BASE_DESCRIPTION_LENGTH = 300
