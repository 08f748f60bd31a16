export type { Chatbot, Grant, ShareLevel } from './chatbot'
export type { Reach, ReachedChatbot } from './reach'
export { findChatbot, reachableChatbots } from './repository'
export {
  type ChatbotAction,
  type ChatbotDecision,
  decideChatbot,
  deniedChatbot,
  unlessActive,
  unlessMay,
} from './rules'
export { chatbotOption, whichChatbot } from './which-chatbot'
