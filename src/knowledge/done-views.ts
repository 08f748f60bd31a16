import { type Card, ref, shorten, text } from '../chat'
import type { Document } from './document'
import { accessWords, inChatbot } from './document-words'
import { mayPass, problemWords } from './problem-words'
import type { DocumentRemoved } from './remove-document'
import type { ReachedDocument } from './repository'
import type { AccessChanged } from './restrict-document'
import { mayUpload, seesAll } from './rules'
import type { ReadAgain } from './try-again'

/** What people read when it is done, or before they confirm it. */
export const confirmRemoveCard = ({
  document: { id, name },
  reached: { chatbot },
}: ReachedDocument): Card => ({
  tone: 'danger',
  title: `Remove ${shorten(name, 80)}?`,
  text: 'No answer rests on it from then on. There is no way back; you can upload it again.',
  context: inChatbot(chatbot),
  buttons: [
    { label: 'Remove', press: ref('knowledge.remove', id), style: 'danger' },
    { label: 'Keep', press: ref('knowledge.list', chatbot.id, '0') },
  ],
})

export const removedCard = ({ name, chatbot }: DocumentRemoved): Card => ({
  tone: 'success',
  title: `${shorten(name, 80)} is removed`,
  text: 'Nobody finds it any more. Its text and its bytes are being deleted.',
  context: inChatbot(chatbot),
  buttons: [documents(chatbot.id)],
})

export const restrictedCard = ({ name, access, readers, readable, chatbot }: AccessChanged): Card => ({
  tone: readable ? 'success' : 'warning',
  title: `${shorten(name, 80)} is ${access === 'everyone' ? 'for everyone' : 'restricted'} now`,
  text:
    access === 'everyone'
      ? 'Everybody who reaches the chatbot with its documents gets answers from it.'
      : text`It is ${accessWords({ access, readers }, true)}, from the next question on. In channels it is never used.${readable ? '' : ' You are not among them: your own answers do without it.'}`,
  context: inChatbot(chatbot),
  buttons: [documents(chatbot.id)],
})

export const againCard = ({ name, chatbot }: ReadAgain): Card => ({
  title: `${shorten(name, 80)} is being read again`,
  text: 'You are told if it fails once more.',
  context: inChatbot(chatbot),
  buttons: [documents(chatbot.id)],
})

/** What was wrong with the newest file of a document, and what to do. */
export function problemCard({ document, reached }: ReachedDocument): Card {
  const { latest } = document
  if (latest.status !== 'failed' || !latest.problem)
    return {
      title: `Nothing is wrong with ${shorten(document.name, 80)}`,
      context: inChatbot(reached.chatbot),
    }
  const [what, hint] = problemWords(latest.problem)
  return {
    tone: 'warning',
    title: `${shorten(latest.fileName, 80)} ${what}`,
    text: text`${hint}${stillSearched(document)}`,
    context: inChatbot(reached.chatbot),
    buttons: [
      ...(mayPass(latest.problem) && mayUpload(reached)
        ? [{ label: 'Try again', press: ref('knowledge.again', document.id), style: 'primary' as const }]
        : []),
      ...(seesAll(reached) ? [{ label: 'Replace', press: ref('knowledge.replace', document.id) }] : []),
      documents(reached.chatbot.id),
    ],
  }
}

const stillSearched = ({ currentVersion }: Document) =>
  currentVersion === null ? '' : ` Until then version ${currentVersion} is searched.`

const documents = (chatbotId: string) => ({ label: 'Documents', press: ref('knowledge.open', chatbotId) })
