import { clean, fold } from './fold'

/** What a question looks for: a word, or several that stand next to each other. */
export interface AskedWord {
  /** Folded, as texts are indexed. */
  text: string
  /** Lower case, but with its accents: lists of stop words have them. */
  typed: string
  kind: 'word' | 'phrase'
}

/** More of a question is not read. */
export const QUESTION_LENGTH = 3_000
/** So many different words are looked up; the rarest of them are searched for. */
export const ASKED_WORDS = 64

const QUOTED = /["“„«]([^"“”„«»]+)["”“»]/g
const EDGES = /^[^\p{L}\p{N}/_]+|[^\p{L}\p{N}+#]+$/gu
const PLAIN_WORD = /^[\p{L}\p{M}\p{N}]+$/u
const NO_WORD = /[^\p{L}\p{M}\p{N}]+/u
const HIRAGANA_ONLY = /^[\p{Script=Hiragana}ー]+$/u

/** The words of a question, each once, in its order, and after them what it quotes. */
export function questionWords(question: string): AskedWord[] {
  const asked = clean(question.slice(0, QUESTION_LENGTH))
  const quoted = [...asked.matchAll(QUOTED)].map(([, phrase = '']) => fold(phrase).trim())
  const phrases = quoted.filter((text) => /[\p{L}\p{N}]/u.test(text))
  return [
    ...distinct(asked.split(/\s+/).flatMap(wordsOf)).slice(0, ASKED_WORDS),
    ...distinct(phrases.map((text) => ({ text, typed: text, kind: 'phrase' as const }))).slice(
      0,
      ASKED_WORDS,
    ),
  ]
}

/** One word, or the pairs of characters of a script without spaces; of those, inflections only if nothing else is there. */
function wordsOf(typed: string): AskedWord[] {
  const trimmed = typed.replace(EDGES, '')
  const parts = fold(trimmed)
    .split(' ')
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
  const telling = parts.filter((part) => !HIRAGANA_ONLY.test(part))
  return (telling.length > 0 ? telling : parts).flatMap((text) => {
    if (PLAIN_WORD.test(text))
      return { text, typed: parts.length === 1 ? trimmed.toLowerCase() : text, kind: 'word' as const }
    // "/etc/passwd", "max_connections" and "1.2.3" mean what they say, and only after that their parts.
    const within = text.split(NO_WORD).filter((part) => part !== '')
    return [
      { text, typed: text, kind: 'phrase' as const },
      ...within.map((part) => ({ text: part, typed: part, kind: 'word' as const })),
    ]
  })
}

const distinct = (words: readonly AskedWord[]): AskedWord[] => [
  ...new Map(words.map((word) => [word.text, word])).values(),
]
