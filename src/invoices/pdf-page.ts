import { setImmediate } from 'node:timers/promises'
import type PDFDocument from 'pdfkit'

/** A4 in points, 72 to the inch. */
const MARGIN = 56
const BOTTOM = 770
const FOOTER = 796
export const WIDTH = 595 - 2 * MARGIN

/** Of the letters, and of a line with them. */
const SIZE = 9.5
const ROW = SIZE * 1.6

const INK = '#1f2937'
const FAINT = '#6b7280'
const RULE = '#d1d5db'

/** Drawing takes its time, and others wait meanwhile. */
const ROWS_AT_ONCE = 20

/** Of a table, from left to right. */
export interface Column {
  name: string
  width: number
  align?: 'right'
}

export interface Words {
  size?: number
  isBold?: boolean
  isFaint?: boolean
}

type Line = readonly [line: string, words?: Omit<Words, 'size'> | undefined]

export type Page = ReturnType<typeof createPage>

/** A document that is written from top to bottom; what does not fit goes on on the next page. Its library is loaded here. */
export function createPage({ title, madeAt }: { title: string; madeAt: number }) {
  const Pdf: typeof PDFDocument = require('pdfkit')
  // The number of a document is made from what is told about it: without a date it would be that of the drawing.
  const at = new Date(madeAt)
  const doc = new Pdf({
    ...{ size: 'A4', margin: MARGIN, bufferPages: true, lang: 'en' },
    info: { Title: title, Producer: 'Rolecall', Creator: 'Rolecall', CreationDate: at, ModDate: at },
  })
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  doc.registerFont('plain', require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))
  doc.registerFont('bold', require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'))
  let y = MARGIN

  /** One line, cut where it does not fit. */
  function put(line: string, x: number, width: number, words: Words & { align?: 'right' } = {}) {
    const { size = SIZE, isBold = false, isFaint = false, align = 'left' } = words
    doc.font(isBold ? 'bold' : 'plain', size).fillColor(isFaint ? FAINT : INK)
    doc.text(clean(line), MARGIN + x, y, {
      width,
      height: size * 1.4,
      align,
      lineBreak: true,
      ellipsis: true,
    })
  }

  /** Between words; a single one that is too wide is left to be cut. */
  function wrap([line, words]: Line, width: number): Line[] {
    doc.font(words?.isBold ? 'bold' : 'plain', SIZE)
    const [first = '', ...others] = clean(line).split(' ')
    const rows = [first]
    for (const word of others) {
      const longer = `${rows.at(-1)} ${word}`
      if (doc.widthOfString(longer) > width) rows.push(word)
      else rows[rows.length - 1] = longer
    }
    return rows.map((row) => [row, words] as const)
  }

  /** Room for as much below; else a new page begins, which `again` heads. */
  function need(height: number, again?: () => void) {
    if (y + height <= BOTTOM) return
    doc.addPage()
    y = MARGIN
    again?.()
  }

  function rule() {
    doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + WIDTH, y)
      .lineWidth(0.7)
      .strokeColor(RULE)
      .stroke()
  }

  const page = {
    space(height: number) {
      y += height
    },
    /** One line over the whole width. */
    line(line: string, words: Words & { align?: 'right' } = {}) {
      const height = (words.size ?? SIZE) * 1.6
      need(height)
      put(line, 0, WIDTH, words)
      y += height
    },
    /** Two lists of lines beside each other; what is too wide goes on below. */
    beside(left: readonly Line[], right: readonly Line[]) {
      const half = WIDTH / 2
      const columns = [left, right].map((lines) => lines.flatMap((line) => wrap(line, half - 12)))
      for (let row = 0; row < Math.max(...columns.map(({ length }) => length)); row += 1) {
        need(ROW)
        columns.forEach((lines, column) => {
          const [line, words] = lines[row] ?? ['']
          put(line, column * half, half - 12, words)
        })
        y += ROW
      }
    },
    /** `sums` are set apart below the rows. */
    async table(
      columns: readonly Column[],
      rows: readonly (readonly string[])[],
      sums: readonly (readonly string[])[],
    ) {
      const cells = (row: readonly string[], words: Words) => {
        let x = 0
        columns.forEach(({ width, align }, index) => {
          put(row[index] ?? '', x, width - 8, { ...words, ...(align && { align }) })
          x += width
        })
      }
      const head = () => {
        cells(
          columns.map(({ name }) => name),
          { size: 8, isFaint: true },
        )
        y += 15
        rule()
        y += 6
      }
      need(60)
      head()
      for (const [index, row] of rows.entries()) {
        if (index % ROWS_AT_ONCE === 0) await setImmediate()
        need(16, head)
        cells(row, {})
        y += 16
      }
      need(16 * sums.length + 8)
      rule()
      y += 7
      sums.forEach((row, index) => {
        cells(row, { isBold: index === sums.length - 1 })
        y += 16
      })
    },
    /** Writes the footers. Resolves to the bytes. */
    async finish(footer: (page: number, pages: number) => string): Promise<Buffer> {
      const { count } = doc.bufferedPageRange()
      for (let index = 0; index < count; index += 1) {
        doc.switchToPage(index)
        // Below the margin, where text would begin a new page otherwise.
        doc.page.margins.bottom = 0
        y = FOOTER
        put(footer(index + 1, count), 0, WIDTH, { size: 8, isFaint: true, align: 'right' })
      }
      await new Promise<void>((resolve) => {
        doc.on('end', resolve)
        doc.end()
      })
      return Buffer.concat(parts)
    },
  }
  return page
}

/** What cannot be drawn as one line. */
const clean = (line: string) => line.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
