const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' })
const WORDS = new Intl.Segmenter('und', { granularity: 'word' })
const CHARACTERS = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * Parts of a text, each at most `most` long, cut where it reads best: between lines, else sentences, else words, else
 * characters. Put together they are the text again, but for blanks at the cuts.
 */
export function splitText(text: string, most: number): string[] {
  return splitBy(text, most, CUTS)
}

type Cut = (text: string) => string[]

const CUTS: readonly Cut[] = [
  (text) => text.split(/(?<=\n)/),
  (text) => segments(SENTENCES, text),
  (text) => segments(WORDS, text),
  (text) => segments(CHARACTERS, text),
  // A character with a thousand accents.
  (text) => [...text],
]

function splitBy(text: string, most: number, cuts: readonly Cut[]): string[] {
  const [cut, ...finer] = cuts
  if (text.length <= most || !cut) return [text]
  const parts: string[] = []
  let part = ''
  for (const piece of cut(text)) {
    if (part !== '' && (part + piece).trim().length > most) {
      parts.push(part)
      part = ''
    }
    if (piece.trim().length <= most) part += piece
    else {
      const pieces = splitBy(piece, most, finer)
      part = pieces.pop() ?? ''
      parts.push(...pieces)
    }
  }
  parts.push(part)
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const segments = (by: Intl.Segmenter, text: string) => Array.from(by.segment(text), ({ segment }) => segment)
