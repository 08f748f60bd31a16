import { type PressRef, ref } from '../chat'

/** Buttons of a chatbot's cards that other features answer; those declare presses of these names. */
export const ASK_PRESS = 'conversations.ask'
export const DOCUMENTS_PRESS = 'knowledge.list'
export const UPLOAD_PRESS = 'knowledge.upload'
export const SHARING_PRESS = 'shares.list'
export const DUPLICATE_AGENT_PRESS = 'agents.duplicate'

export const askPress = (chatbotId: string): PressRef => ref(ASK_PRESS, chatbotId)
export const documentsPress = (chatbotId: string): PressRef => ref(DOCUMENTS_PRESS, chatbotId, '0')
export const uploadPress = (chatbotId: string): PressRef => ref(UPLOAD_PRESS, chatbotId)
export const sharingPress = (chatbotId: string): PressRef => ref(SHARING_PRESS, chatbotId)
export const duplicateAgentPress = (agentId: string): PressRef => ref(DUPLICATE_AGENT_PRESS, agentId)
export const basesPress = (agentId: string): PressRef => ref('knowledge.ofAgent', agentId)
export const channelsPress = (agentId: string): PressRef => ref('agents.channels', agentId)
