import { CELL_SEPARATOR } from '../section'
import type { PageLine } from './page-lines'

/** A gap above this many times the size of the letters begins a paragraph. */
const GAP = 1.75
/** A line that starts this much further in, in sizes, begins one too. */
const INDENT = 1
const COMPOUND = /\p{L}+-\p{L}+/gu
const MARKED = /^(?:[•◦▪–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s/

/** A line that ends before this share of the page's width has ended by itself: a row, an address, code. */
const SHORT = 0.7

/** Puts lines together to paragraphs, and words together that were parted at the end of a line. */
export function toParagraphs(lines: readonly PageLine[]): string[] {
  const paragraphs: string[] = []
  const compounds = new Set(lines.flatMap(({ text }) => text.toLowerCase().match(COMPOUND) ?? []))
  let text = ''
  let previous: PageLine | null = null
  const left = Math.min(...lines.map(({ x }) => x))
  const right = Math.max(...lines.map(({ end }) => end))
  const standsAlone = ({ text, end }: PageLine) =>
    text.includes(CELL_SEPARATOR) || end - left < (right - left) * SHORT
  for (const line of lines) {
    if (previous && beginsParagraph(previous, line)) {
      paragraphs.push(text)
      text = line.text
    } else
      text =
        previous && standsAlone(previous) ? `${text}\n${line.text}` : joinLines(text, line.text, compounds)
    previous = line
  }
  if (text !== '') paragraphs.push(text)
  return paragraphs
}

function beginsParagraph(previous: PageLine, line: PageLine): boolean {
  const size = Math.max(previous.size, line.size, 1)
  const down = previous.y - line.y
  // Upwards is the next column, in which the paragraph goes on.
  if (down < -size) return endsSentence(previous.text)
  return (
    down > size * GAP ||
    Math.abs(previous.size - line.size) > size * 0.15 ||
    MARKED.test(line.text) ||
    (line.x - previous.x > size * INDENT && endsSentence(previous.text))
  )
}

const endsSentence = (text: string) => /[.!?:;。！？»”"')\]]$/.test(text)

/**
 * "know-" and "ledge" are one word; "Jean-" and "Paul", or "2024-" and "25", keep the hyphen, and so does one of the
 * `compounds`, which stand elsewhere with it.
 */
export function joinLines(before: string, after: string, compounds: ReadonlySet<string>): string {
  if (before === '') return after
  const broken = /\p{L}+[-\u2010]$/u.exec(before)?.[0].toLowerCase()
  const end = /^\p{Ll}+/u.exec(after)?.[0]
  if (broken && end && !compounds.has(broken + end)) return before.slice(0, -1) + after
  if (/[\p{L}\d][-\u2010\u2011]$/u.test(before)) return before + after
  // These scripts part no words by blanks.
  const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}、。，]/u
  const tight = unspaced.test(before.at(-1) ?? '') && unspaced.test(after[0] ?? '')
  return tight ? before + after : `${before} ${after}`
}
