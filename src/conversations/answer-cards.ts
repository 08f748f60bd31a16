import {
  type Button,
  bold,
  type Card,
  type ModelFailure,
  type Row,
  ref,
  shorten,
  slash,
  type Text,
  text,
  textLength,
} from '../chat'
import { placeInWords } from '../knowledge'
import { SOURCES_SHOWN, type Source, type Turn } from './conversation'
import { pieces } from './pieces'
import { prose, settled } from './prose'
import { questionLine } from './question-line'
import { type Circumstances, smallPrint } from './small-print'

/** Leaves room for title, note, five sources and small print in a card of 3,600 characters. */
const PIECE_LENGTH = 1_900
const QUOTED_LENGTH = 200

export const answerTitle = (chatbot: string) => shorten(chatbot, 100)

/** What has come so far, in pieces for one message each. */
export const growingText = (markdown: string): Text[] => pieces(prose(settled(markdown)), PIECE_LENGTH)

/** An answer as it stays, in pieces for one message each. */
export const answerPieces = (markdown: string): Text[] => pieces(prose(markdown), PIECE_LENGTH)

const WHY: Record<ModelFailure['why'], string> = {
  busy: 'The language model is very busy. Please ask again in a minute.',
  unreachable: 'The language model cannot be reached. Please ask again later.',
  refused: 'The language model declined to answer this.',
  misconfigured: 'The language model is not set up correctly. Please tell whoever runs Rolecall.',
}

const ENDED: Partial<Record<Turn['status'], string>> = {
  stopped: 'Stopped.',
  interrupted: 'This answer was interrupted. Please ask again.',
  failed: 'There is no answer this time. Please ask again.',
}

/** Nobody but the asker has seen what was typed after a command. */
export const withQuestion = (question: string, [first = '', ...others]: readonly Text[]): Text[] => [
  text`“${questionLine(question, QUOTED_LENGTH)}”\n\n${first}`,
  ...others,
]

interface About {
  quotesOnly: boolean
  why?: ModelFailure['why']
  known?: Circumstances
}

/** A turn as it stays: one card for each message. */
export function answerCards(turn: Turn, about: About): Card[] {
  const parts = answerPieces(turn.answer)
  const shown =
    about.known?.audience === 'channel' ? withQuestion(turn.question, parts) : parts.length > 0 ? parts : ['']
  return shown.map((part, index) => {
    const title = shown.length === 1 ? '' : ` (${index + 1} of ${shown.length})`
    const card = {
      title: `${answerTitle(turn.chatbot)}${title}`,
      ...(textLength(part) > 0 && { text: part }),
    }
    // Of what a dead process has shown nobody knows which message is the last.
    const isLast = index === shown.length - 1 || turn.status === 'interrupted'
    return isLast ? { ...card, ...lastPart(turn, about) } : card
  })
}

function lastPart(turn: Turn, { quotesOnly, why, known }: About): Partial<Card> {
  const small = smallPrint(turn, quotesOnly, known)
  const ended = turn.status === 'failed' && why ? WHY[why] : ENDED[turn.status]
  return {
    ...(ended && { tone: 'warning' }),
    ...(ended && { fields: [{ name: 'Note', value: ended }] }),
    ...(turn.sources.length > 0 && {
      rows: turn.sources.slice(0, SOURCES_SHOWN).map((source) => sourceRow(turn, source)),
    }),
    ...(textLength(small) > 0 && { context: small }),
    buttons: buttons(turn),
  }
}

const sourceRow = ({ id }: Turn, { number, document, place }: Source): Row => ({
  text: text`[${String(number)}] ${bold(shorten(document, 80))} — ${shorten(placeInWords(place), 120)}`,
  button: { label: 'Show', press: ref('answers.source', id, String(number)) },
})

function buttons({ id, status }: Turn): Button[] {
  const again: Button = { label: 'Ask again', press: ref('answers.again', id) }
  if (status === 'failed' || status === 'interrupted') return [again]
  return [
    { label: '👍 Helpful', press: ref('answers.up', id) },
    { label: '👎 Not helpful', press: ref('answers.down', id) },
  ]
}

/** A passage that an answer rests on, as it was found. */
export function sourceCard({ number, document, place, text: words }: Source, chatbot: string): Card {
  return {
    title: shorten(`[${number}] ${document}`, 150),
    text: shorten(words, 2_800),
    context: text`${placeInWords(place)} · a document of ${bold(chatbot)}`,
  }
}

export const deletedCard: Card = { title: 'This conversation was deleted' }

export const noChatbotYet: Card = {
  title: 'There is no chatbot you could ask yet',
  text: text`${slash('chatbot create')} makes one; ${slash('rolecall')} shows what else you can do.`,
}
