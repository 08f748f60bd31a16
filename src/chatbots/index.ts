import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { chatbotCommands } from './commands'
import { chatbotNotices } from './notices'
import { chatbotPresses } from './presses'

/**
 * Chatbots: who owns one, with whom it is shared, and what they may do with it.
 * Reading order: `chatbot` (what it is, what may follow what) → `reach` (what it is to somebody), `rules` (who may do
 * what) → `commands`, `share-command`, `presses`, `sharing-presses`, `submits` (what can be asked) → `which-chatbot`,
 * `pages` → `views`, `list-view`, `version-views`, `sharing-views`, `done-views`, `forms`, `share-form`, `notices` (what
 * is shown) → `create-chatbot`, `edit-chatbot`, `change-status`, `share-chatbot`, `delete-chatbot` (what changes; `changing`
 * and `grants` below them) → `repository`.
 */
export function chatbots({ db }: { db: Database }): FeatureParts {
  return { chat: { commands: chatbotCommands(db), ...chatbotPresses(db) }, notices: chatbotNotices }
}

export { AS_DECIDED, asDecided, asDecidedBy } from './changing'
export type { Chatbot, Grant, ShareLevel } from './chatbot'
export { ASK_PRESS, DOCUMENTS_PRESS, UPLOAD_PRESS } from './elsewhere'
export { onChatbot } from './pages'
export { type Reach, type ReachedChatbot, type Scope, scopeOf } from './reach'
export { findChatbot, reachableChatbots } from './repository'
export {
  type ChatbotAction,
  type ChatbotDecision,
  decideChatbot,
  deniedChatbot,
  unlessActive,
  unlessMay,
} from './rules'
export { chatbotOption, onlyChatbot, whichChatbot } from './which-chatbot'
export { scopeLine } from './words'
