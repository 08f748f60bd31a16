import { bold, code, type Fragment, fragments, italic, pre, type Text, textLength } from '../chat'

/** A paragraph that begins beyond this part of a piece begins the next one instead. */
const FULL_ENOUGH = 0.7

/**
 * The text in pieces of at most `limit` characters, cut between paragraphs or sentences, else between words; a block of
 * code goes on in a block of its own (B10). When the text grows, only its last sentence may move to a new piece.
 */
export function pieces(text: Text, limit: number): Text[] {
  const done: Fragment[][] = []
  let piece: Fragment[] = []
  let used = 0
  const close = () => {
    if (piece.length > 0) done.push(piece)
    piece = []
    used = 0
  }
  for (const unit of fragments(text).flatMap((fragment) => unitsOf(fragment, limit))) {
    const length = textLength([unit])
    if (used + length > limit || (used > limit * FULL_ENOUGH && beginsParagraph(unit))) close()
    used += length
    add(piece, unit)
  }
  close()
  return done
}

const beginsParagraph = (unit: Fragment) => typeof unit === 'string' && unit.startsWith('\n\n')

/** Lines of one block of code become one block again. */
function add(piece: Fragment[], unit: Fragment): void {
  const last = piece.at(-1)
  if (last && typeof last !== 'string' && 'pre' in last && typeof unit !== 'string' && 'pre' in unit)
    piece[piece.length - 1] = pre(`${last.pre}\n${unit.pre}`)
  else if (piece.length > 0 || typeof unit !== 'string') piece.push(unit)
  else if (unit.trim() !== '') piece.push(unit.trimStart())
}

/** What is not cut any further: sentences with the blanks before them, lines of code. */
function unitsOf(fragment: Fragment, limit: number): Fragment[] {
  if (typeof fragment === 'string') return sentences(fragment, limit)
  if ('pre' in fragment)
    return fragment.pre
      .split('\n')
      .flatMap((line) => chop(line, limit - 10))
      .map(pre)
  if ('bold' in fragment) return sentences(fragment.bold, limit - 4).map(bold)
  if ('italic' in fragment) return sentences(fragment.italic, limit - 2).map(italic)
  if ('code' in fragment) return chop(fragment.code, limit - 2).map(code)
  return [fragment]
}

const sentences = (words: string, limit: number): string[] =>
  words
    .split(/(?=\n\n)|(?<!\n)(?=\n)|(?<=[.!?。！？])(?=\s)/u)
    .flatMap((sentence) => (sentence.length <= limit ? [sentence] : sentence.split(/(?=\s)/)))
    .flatMap((part) => chop(part, limit))

/** No half letters: what is longer than a message is cut between characters. */
function chop(words: string, limit: number): string[] {
  if (words.length <= limit) return [words]
  const parts = ['']
  for (const character of words) {
    if ((parts.at(-1) ?? '').length + character.length > limit) parts.push('')
    parts[parts.length - 1] += character
  }
  return parts
}
