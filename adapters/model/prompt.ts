import type { Passage, Prompt, SpokenMessage } from '../../src/chat'
import { systemText } from './system-text'
import { estimateTokens } from './tokens'

export interface ModelMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** Roles and separators take a few tokens too. */
const MESSAGE_TOKENS = 8

/**
 * The messages to send, within three quarters of what the model takes in: the rest is for its answer and for the
 * estimate's error. What does not fit is left out whole: first what others said, then the conversation, oldest first,
 * then passages, worst first. The question stays in any case.
 */
export function buildMessages(prompt: Prompt, contextTokens: number): ModelMessage[] {
  const system = systemText(prompt)
  let room = (contextTokens * 3) / 4 - cost(system) - cost(prompt.question) - MESSAGE_TOKENS
  const keep = <T>(items: readonly T[], textOf: (item: T) => string) => {
    const most = items.findIndex((item) => {
      room -= cost(textOf(item))
      return room < 0
    })
    if (most < 0) return items
    // What comes after the first that does not fit is worth less still.
    room = 0
    return items.slice(0, most)
  }
  const passages = keep(prompt.passages, passageText)
  const history = keep(prompt.history.toReversed(), (turn) => turn.question + turn.answer).toReversed()
  const overheard = keep(prompt.overheard.toReversed(), spokenText).toReversed()
  return [
    { role: 'system', content: system },
    ...history.flatMap(({ question, answer }): ModelMessage[] => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ]),
    { role: 'user', content: lastMessage(passages, overheard, prompt.question) },
  ]
}

const cost = (text: string) => estimateTokens(text) + MESSAGE_TOKENS

// One message, since some models want users and assistants to take turns.
function lastMessage(passages: readonly Passage[], overheard: readonly SpokenMessage[], question: string) {
  const data = [
    ...(passages.length > 0 ? ['Passages:', ...passages.map(passageText)] : []),
    ...(overheard.length > 0 ? ['Said by others in this thread:', ...overheard.map(spokenText)] : []),
  ]
  return data.length > 0 ? [...data, `Question:\n${question}`].join('\n\n') : question
}

const passageText = ({ number, document, place, text }: Passage) =>
  `<passage number="${number}" document="${attribute(document)}" place="${attribute(place)}">\n${inert(text)}\n</passage>`

const spokenText = ({ author, text }: SpokenMessage) =>
  `<said by="${attribute(author)}">\n${inert(text)}\n</said>`

/** Text cannot end the element that it stands in, or begin another. */
const inert = (text: string) => text.replace(/<(?=\s*\/?\s*(?:passage|said)\b)/gi, '&lt;')

const attribute = (words: string) =>
  words
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[<>"]/g, (mark) => ({ '<': '&lt;', '>': '&gt;' })[mark] ?? '&quot;')
