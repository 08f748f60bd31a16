import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { chatbotCommands } from './commands'
import { chatbotNotices } from './notices'
import { chatbotPresses } from './presses'

/**
 * Chatbots: who owns one, a person or a workspace, with whom it is shared, and what they may do with it.
 * Reading order: `chatbot` (what it is, what may follow what) → `reach` (what it is to somebody), `rules` (who may do
 * what; `denied` for the refusals) → `commands`, `presses`, `submits` (what can be asked) → `which-chatbot`, `pages` →
 * `views`, `list-view`, `menus`, `version-views`, `done-views`, `forms`, `sharing-fields`, `notices` (what is shown) →
 * `create-chatbot`, `edit-chatbot`, `change-status`, `delete-chatbot` (what changes; `changing` below them) →
 * `repository`. Sharing is `src/shares`; what agents have that others have not, `src/agents`.
 */
export function chatbots({ db }: { db: Database }): FeatureParts {
  return { chat: { commands: chatbotCommands(db), ...chatbotPresses(db) }, notices: chatbotNotices }
}

export {
  AS_DECIDED,
  asDecided,
  asDecidedBy,
  auditOfChatbot,
  effectsOf,
  reachToDo,
  standingOf,
} from './changing'
export {
  atLeast,
  type Chatbot,
  type ChatbotWish,
  cutName,
  type Grant,
  isAgent,
  LEVELS,
  ownerWords,
  type Share,
  type ShareLevel,
} from './chatbot'
export { deniedChatbot, unlessActive, unlessMay } from './denied'
export { showButton } from './done-views'
export {
  ASK_PRESS,
  DOCUMENTS_PRESS,
  DUPLICATE_AGENT_PRESS,
  SHARING_PRESS,
  sharingPress,
  UPLOAD_PRESS,
} from './elsewhere'
export { objectionTo, readWish, wishFields } from './forms'
export { rowMenu } from './menus'
export { chatbotNotice } from './notices'
export { mayDo, onChatbot } from './pages'
export { isTo, type Reach, type ReachedChatbot, type Scope, scopeOf, seenGrants, teamsOf } from './reach'
export { findChatbot, pageChatbots, reachableChatbots, readTeamOwner } from './repository'
export {
  type ChatbotAction,
  type ChatbotDecision,
  decideChangeShare,
  decideChatbot,
  decideShare,
  decideUnshare,
} from './rules'
export { isLevel, LEVEL_CHOICES, readShare, sharingFields } from './sharing-fields'
export { STATUS_NAMES } from './views'
export { chatbotOption, onlyChatbot, whichChatbot } from './which-chatbot'
export { LEVEL_WORDS, levelWords, scopeLine } from './words'
