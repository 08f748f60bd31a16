import { type Card, ref, shorten, text } from '../chat'
import type { Document } from './document'
import { accessWords, inBase } from './document-words'
import { mayPass, problemWords } from './problem-words'
import type { DocumentRemoved } from './remove-document'
import type { ReachedDocument } from './repository'
import type { AccessChanged } from './restrict-document'
import { mayUpload, seesAll } from './rules'
import type { ReadAgain } from './try-again'

/** What people read when it is done, or before they confirm it. */
export const confirmRemoveCard = ({ document: { id, name }, reached: { base } }: ReachedDocument): Card => ({
  tone: 'danger',
  title: `Remove ${shorten(name, 80)}?`,
  text: 'No answer rests on it from then on. There is no way back; you can upload it again.',
  context: inBase(base),
  buttons: [
    { label: 'Remove', press: ref('knowledge.remove', id), style: 'danger' },
    { label: 'Keep', press: ref('knowledge.list', base.id, '0') },
  ],
})

export const removedCard = ({ name, base }: DocumentRemoved): Card => ({
  tone: 'success',
  title: `${shorten(name, 80)} is removed`,
  text: 'Nobody finds it any more. Its text and its bytes are being deleted.',
  context: inBase(base),
  buttons: [documents(base.id)],
})

export const restrictedCard = ({ name, access, readers, readable, base }: AccessChanged): Card => ({
  tone: readable ? 'success' : 'warning',
  title: `${shorten(name, 80)} is ${access === 'everyone' ? 'for everyone' : 'restricted'} now`,
  text:
    access === 'everyone'
      ? `${base.own ? 'Everybody who reaches the chatbot with its documents' : 'Everybody who may ask an agent that uses it'} gets answers from it.`
      : text`It is ${accessWords({ access, readers }, true)}, from the next question on. In channels it is never used.${readable ? '' : ' You are not among them: your own answers do without it.'}`,
  context: inBase(base),
  buttons: [documents(base.id)],
})

export const againCard = ({ name, base }: ReadAgain): Card => ({
  title: `${shorten(name, 80)} is being read again`,
  text: 'You are told if it fails once more.',
  context: inBase(base),
  buttons: [documents(base.id)],
})

/** What was wrong with the newest file of a document, and what to do. */
export function problemCard({ document, reached }: ReachedDocument): Card {
  const { latest } = document
  if (latest.status !== 'failed' || !latest.problem)
    return {
      title: `Nothing is wrong with ${shorten(document.name, 80)}`,
      context: inBase(reached.base),
    }
  const [what, hint] = problemWords(latest.problem)
  return {
    tone: 'warning',
    title: `${shorten(latest.fileName, 80)} ${what}`,
    text: text`${hint}${stillSearched(document)}`,
    context: inBase(reached.base),
    buttons: [
      ...(mayPass(latest.problem) && mayUpload(reached)
        ? [{ label: 'Try again', press: ref('knowledge.again', document.id), style: 'primary' as const }]
        : []),
      ...(seesAll(reached) ? [{ label: 'Replace', press: ref('knowledge.replace', document.id) }] : []),
      documents(reached.base.id),
    ],
  }
}

const stillSearched = ({ currentVersion }: Document) =>
  currentVersion === null ? '' : ` Until then version ${currentVersion} is searched.`

const documents = (baseId: string) => ({ label: 'Documents', press: ref('knowledge.open', baseId) })
