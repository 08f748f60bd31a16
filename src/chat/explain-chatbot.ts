import type { ChatbotRefusal } from './refusal'
import { bold, shorten, slash, type Text, text } from './text'

/** Words for what is wrong with a chatbot: what it was, and what would be right. */
export function explainChatbot(refusal: ChatbotRefusal): readonly [title: string, hint?: Text] {
  switch (refusal.code) {
    case 'noChatbot':
      return [
        'There is no chatbot for you here yet',
        text`In a team you make one with ${slash('chatbot create')}. The agents of a workspace answer everybody with a role there but its billing admins.`,
      ]
    case 'chatbotLevel':
      return [
        `You may not do this with chatbot ${shorten(refusal.chatbot)}`,
        text`This needs the level ${bold(refusal.needs)}. Ask its owner to share it with you at that level.`,
      ]
    case 'chatbotOwnerOnly':
      return OWNER_ONLY[refusal.wish](shorten(refusal.chatbot))
    case 'agentStays':
      return refusal.wish === 'share'
        ? [
            `Agent ${shorten(refusal.agent)} is not shared one by one`,
            text`It belongs to workspace ${bold(shorten(refusal.workspace))}: whoever may chat there may ask it.`,
          ]
        : [
            `Agent ${shorten(refusal.agent)} is not handed over`,
            text`It belongs to workspace ${bold(shorten(refusal.workspace))} and stays there, whoever manages it.`,
          ]
    case 'channelElsewhere':
      return [
        `Agent ${shorten(refusal.agent)} does not answer in this channel`,
        text`It belongs to workspace ${bold(shorten(refusal.workspace))}, this channel does not. Choose a channel of a Slack workspace or Discord server that is connected with it.`,
      ]
    case 'documentsExcluded':
      return [
        `The documents of chatbot ${shorten(refusal.chatbot)} are not shared with you`,
        'You may ask it all the same. Ask its owner to include the knowledge base.',
      ]
    case 'chatbotIdle':
      return [
        `${refusal.agent ? 'Agent' : 'Chatbot'} ${shorten(refusal.chatbot)} is ${refusal.status}`,
        refusal.status === 'paused'
          ? text`It answers again once whoever manages it resumes it, with ${slash('chatbot resume')}.`
          : text`It answers again once whoever manages it restores it, with ${slash('chatbot restore')}.`,
      ]
    case 'chatbotStatus':
      return [
        `Chatbot ${shorten(refusal.chatbot)} is ${refusal.status}`,
        refusal.wish === 'restore'
          ? text`Only what is archived is restored. Resume it with ${slash('chatbot resume')}.`
          : text`Restore it first, with ${slash('chatbot restore')}.`,
      ]
  }
}

type OwnerWish = Extract<ChatbotRefusal, { code: 'chatbotOwnerOnly' }>['wish']

const OWNER_ONLY: Record<OwnerWish, (chatbot: string) => readonly [string, string]> = {
  delete: (chatbot: string) => [
    `You may not delete chatbot ${chatbot}`,
    'Its owner may, and the owner and admins of a team it is shared with.',
  ],
  share: (chatbot: string) => [
    `You may not share chatbot ${chatbot}`,
    'Only its owner says with whom it is shared.',
  ],
  transfer: (chatbot: string) => [
    `You may not hand chatbot ${chatbot} over`,
    'Only its owner gives it to somebody else.',
  ],
  readFeedback: (chatbot: string) => [
    `You may not read the feedback on chatbot ${chatbot}`,
    'Only its owner reads what people think of its answers.',
  ],
}
