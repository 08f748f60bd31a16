import type { Prompt } from '../../../src/chat'
import { contentOf } from './words'

/** What a passage has to be about. */
export interface Asked {
  words: readonly { stem: string; weight: number }[]
  /** Stems of which at least one must be there; empty: any of the words will do. */
  needed: ReadonlySet<string>
  /** A figure or a time is wanted. */
  wantsFigure: boolean
}

const CONTINUES =
  /^(?:and|but|or|what about|how about|und|aber|oder|was ist mit|wie ist es mit|et|mais|ou|qu['’]en est-il|y|pero|o|qué hay de|では|じゃあ|それで|それなら|あと)(?!\p{L})/iu
const REFERS =
  /(?<!\p{L})(?:it|they|them|this|these|those|he|she|its|their|(?<!gibt )es|er|sie|ihn|dies|diese|il(?! y a)|elle|ils|elles|cela|ça|ella|esto|eso)(?!\p{L})|それ|これ|あれ|その|この/iu
const FIGURE =
  /\b(?:when|how (?:much|many|long|often|late|early|old|far)|what time|cost|price|wann|wie (?:viel\w*|lange|oft|spät|teuer)|kostet|quand|combien|coûte|cuándo|cuánt\w+|cuesta)\b|quelle heure|qué hora|いつ|何時|何日|何人|いくら|何分/iu
/** What a price is called, as stems: a text that tells one seldom names it. */
const PRICE = new Set(['cost', 'pric', 'kost', 'preis', 'teuer', 'cout', 'prix', 'cuest', 'preci'])
const PRICE_WEIGHT = 0.3
const CARRIED_WEIGHT = 0.4
const TURNS_BACK = 3

/** The words of the question, and those of the ones before it when it cannot stand by itself. */
export function readQuestion({ question, history }: Pick<Prompt, 'question' | 'history'>): Asked {
  const own = new Set(contentOf(question))
  const carried = new Set<string>()
  let last = question
  for (const turn of history.slice(-TURNS_BACK).reverse()) {
    if (!isElliptical(last)) break
    for (const stem of contentOf(turn.question)) if (!own.has(stem)) carried.add(stem)
    last = turn.question
  }
  return {
    words: [
      ...[...own].map((stem) => ({ stem, weight: PRICE.has(stem) ? PRICE_WEIGHT : 1 })),
      ...[...carried].map((stem) => ({ stem, weight: CARRIED_WEIGHT })),
    ],
    // "And in Paris?" is about Paris; "How do I claim it?" may be answered where only the subject is named.
    needed: refersBack(question) || own.size === 0 ? new Set([...own, ...carried]) : own,
    wantsFigure: FIGURE.test(question) || (continues(question) && FIGURE.test(last)),
  }
}

function isElliptical(question: string): boolean {
  const content = new Set(contentOf(question)).size
  return content < 2 || continues(question) || (content < 4 && refersBack(question))
}

const continues = (question: string) => CONTINUES.test(question.trim())

const refersBack = (question: string) => !continues(question) && REFERS.test(question)
