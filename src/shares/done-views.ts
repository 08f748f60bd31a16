import { bold, type Card, shorten, text } from '../chat'
import { levelWords, sharingPress, showButton } from '../chatbots'
import type { ChatbotShared, ChatbotUnshared } from './share-chatbot'

export const sharedCard = ({ id, name, teamName, level, knowledge, already }: ChatbotShared): Card => ({
  tone: 'success',
  title: `Chatbot ${shorten(name, 50)} is ${already ? 'already ' : ''}shared with team ${shorten(teamName, 50)}`,
  text: `${levelWords(level, knowledge)}. The owner of the team pays for what is asked of it.`.replace(
    /^l/,
    'L',
  ),
  context: text`In team ${bold(teamName)}`,
  buttons: [{ label: 'Sharing', press: sharingPress(id) }, showButton(id)],
})

export const unsharedCard = ({ name, teamName }: ChatbotUnshared): Card => ({
  tone: 'success',
  title: `Chatbot ${shorten(name, 50)} is not shared with ${shorten(teamName, 50)} any more`,
  text: 'Its owner pays for what is asked of it from now on, unless it is shared with another team.',
})
