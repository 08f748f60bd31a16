import { cleanLine } from '../clean'
import { CELL_SEPARATOR } from '../section'
import type { PdfPage } from './open-pdf'

export interface PageLine {
  text: string
  /** Left end and baseline, in points from the lower left corner. */
  x: number
  y: number
  /** Its right end. */
  end: number
  /** Size of its letters in points. */
  size: number
}

/** A gap within a line that is this many times the size of the letters parts cells of a table. */
const CELL_GAP = 2
/** What stands before a gap without being a cell: bullets, and numbers of headings and lists. */
const MARK = /^\W*[\d.]*\w?\W?$/
/** No page that people read has more. */
const MOST_LINES = 20_000

/** The lines of a page, in the order in which they are written. */
export async function linesOf(page: PdfPage): Promise<PageLine[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: false })
  const lines: PageLine[] = []
  let current: PageLine | null = null
  for (const item of items) {
    if (!('str' in item)) continue
    const [, , , height = 0, x = 0, y = 0] = item.transform as number[]
    const size = Math.abs(item.height || height)
    // Some producers end no lines; then the baseline tells.
    if (current && item.str.trim() !== '' && Math.abs(current.y - y) > Math.max(current.size, size) * 0.6) {
      lines.push(current)
      current = null
    }
    if (current === null) current = { text: item.str, x, y, end: x + item.width, size }
    else {
      const parts = item.str === ' ' && item.width > current.size * CELL_GAP && !MARK.test(current.text)
      current.text += parts ? CELL_SEPARATOR : item.str
      current.end = Math.max(current.end, x + item.width)
      if (item.str.trim() !== '') current.size = Math.max(current.size, size)
    }
    if (!item.hasEOL) continue
    lines.push(current)
    current = null
    if (lines.length > MOST_LINES) break
  }
  if (current) lines.push(current)
  return lines.map((line) => ({ ...line, text: cleanLine(line.text) })).filter(({ text }) => text !== '')
}
