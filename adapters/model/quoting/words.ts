import { STOP_WORDS } from './stop-words'

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** Every word of a text, folded, in order. Also finds the words of languages that write no blanks. */
export function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) =>
    isWordLike ? [fold(segment)] : [],
  )
}

/** The stems of the words that say what a text is about. */
export function contentOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !STOP_WORDS.has(word) && !isParticle(word))
    .map(stem)
}

// Accents of Latin and Greek are left out in haste; in other scripts such marks make another letter.
const fold = (word: string) =>
  word
    .normalize('NFKD')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/['’]s?$/, '')
    .replace(/^\p{Script=Latin}{1,2}['’]/u, '')

/** Single letters, and Japanese words without a Chinese character, which are mostly grammar. */
const isParticle = (word: string) =>
  /^\p{Script=Latin}$/u.test(word) || /^[\p{Script=Hiragana}ー]{1,4}$/u.test(word) || word === ''

const ENDINGS =
  /(?:ations?|ions?|ings?|ungen|ung|ements?|ments?|ers?|ed|es|en|em|ern|est|ies|aux|s|e|n|y|i|o|os|a|as|ado|ada|able|ly)$/
const SHORTEST_STEM = 4

/** What "cancel", "cancelled" and "cancellation" share: endings of several languages taken off, again and again. */
export function stem(word: string): string {
  if (!/^\p{Script=Latin}+$/u.test(word)) return word
  const shorter = word.replace(ENDINGS, '')
  if (shorter === word) return undouble(word)
  if (shorter.length >= SHORTEST_STEM) return stem(shorter)
  return word.length > SHORTEST_STEM || word.length === SHORTEST_STEM
    ? undouble(word.replace(/s$/, ''))
    : word
}

const undouble = (word: string) => (word.length > 4 ? word.replace(/([bcdfghjklmnpqrtvwxz])\1$/, '$1') : word)
