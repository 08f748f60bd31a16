import { bold, type Card, ref, type Text, text } from '../chat'
import type { StatusChanged } from './change-status'
import { possibleEvents } from './chatbot'
import type { ChatbotMade } from './create-chatbot'
import type { ChatbotDeleted } from './delete-chatbot'
import type { ChatbotEdited } from './edit-chatbot'
import { askPress, uploadPress } from './elsewhere'
import { EVENT_NAMES } from './menus'
import { STATUS_NAMES } from './views'
import { kindName, levelWords, scopeLine } from './words'

/** What people read when it is done. */
export function madeCard({ id, name, teamName, shared }: ChatbotMade): Card {
  return {
    tone: 'success',
    title: `Chatbot ${name} is there`,
    text: shared
      ? text`Shared with team ${bold(teamName)}: ${levelWords(shared.level, shared.knowledge)}. The owner of the team pays.`
      : 'It is yours alone, and you pay for what is asked of it.',
    context: shared ? inTeam(teamName) : text`Personal chatbot, made in team ${bold(teamName)}`,
    buttons: [
      { label: 'Add documents', press: uploadPress(id), style: 'primary' },
      { label: 'Ask', press: askPress(id) },
      { label: 'Show', press: ref('chatbots.open', id) },
    ],
  }
}

export const duplicatedCard = (made: ChatbotMade): Card => ({
  ...madeCard(made),
  text: 'It has the same settings and instructions. It is yours alone, and you pay for what is asked of it. Documents, conversations and shares were not copied.',
})

const FIELD_NAMES = {
  name: 'name',
  description: 'description',
  instructions: 'instructions',
  sourcesOnly: 'where answers come from',
  keepDays: 'how long conversations are kept',
} as const

export function editedCard({ id, name, changed, instructionsVersion, scope }: ChatbotEdited): Card {
  if (changed.length === 0)
    return { title: 'Nothing was changed', context: scopeLine(scope), buttons: [showButton(id)] }
  const newVersion = changed.includes('instructions')
  return {
    tone: 'success',
    title: `${kindName(scope.agent)} ${name} is saved`,
    text: `Changed: ${changed.map((field) => FIELD_NAMES[field]).join(', ')}.${
      newVersion ? ` The instructions are version ${instructionsVersion} now.` : ''
    }`,
    context: scopeLine(scope),
    buttons: [showButton(id)],
  }
}

export const statusCard = ({ id, name, status, already, scope }: StatusChanged): Card => ({
  tone: 'success',
  title: `${kindName(scope.agent)} ${name} is ${already ? 'already ' : ''}${STATUS_NAMES[status].toLowerCase()}`,
  text: {
    active: 'It answers again.',
    paused: 'It answers nobody until it is resumed. Documents and conversations stay.',
    archived: 'It answers nobody until it is restored. Documents and conversations stay.',
  }[status],
  context: scopeLine(scope),
  buttons: [
    ...possibleEvents(status)
      .filter((event) => event !== 'archive')
      .map((event) => ({ label: EVENT_NAMES[event], press: ref('chatbots.status', id, event) })),
    showButton(id),
  ],
})

export const deletedCard = ({ name, agent }: ChatbotDeleted): Card => ({
  tone: 'success',
  title: `${kindName(agent)} ${name} is deleted`,
  text: 'It answers nobody any more. Its documents and conversations are being removed for good.',
})

/** Opens the chatbot's card. */
export const showButton = (id: string) => ({ label: 'Show', press: ref('chatbots.open', id) })
const inTeam = (teamName: string): Text => text`In team ${bold(teamName)}`
