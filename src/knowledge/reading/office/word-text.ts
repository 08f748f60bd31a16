import type { SectionWriter } from '../section-writer'
import type { StyleRole } from './styles'
import type { Attributes, XmlVisitor } from './xml'

interface Paragraph extends StyleRole {
  text: string
}

/** Writes the paragraphs, headings and tables of a part of a Word file while its XML goes by. */
export class WordText implements XmlVisitor {
  /** Text boxes stand inside of paragraphs. */
  private paragraphs: Paragraph[] = []
  private tables: string[][][] = []
  private inText = false
  private inRun = false
  private hidden = false
  /** Inside of what a tracked change has moved away, or a separator of notes. */
  private gone = 0

  constructor(
    private readonly writer: SectionWriter,
    private readonly styles: ReadonlyMap<string, StyleRole>,
  ) {}

  open(name: string, { val, type }: Attributes): void {
    const paragraph = this.paragraphs.at(-1)
    if (name === 'p') this.paragraphs.push({ text: '' })
    else if (name === 'moveFrom' || isSeparator(name, type) || this.gone > 0) this.gone++
    else if (name === 'tbl') this.tables.push([])
    else if (name === 'tr') this.tables.at(-1)?.push([])
    else if (name === 'tc') this.tables.at(-1)?.at(-1)?.push('')
    else if (name === 'r') {
      this.inRun = true
      this.hidden = false
    } else if (name === 'vanish' && this.inRun) this.hidden = val !== '0' && val !== 'false'
    else if (name === 't') this.inText = !this.hidden
    else if (paragraph) this.mark(paragraph, name, val)
  }

  text(text: string): void {
    const paragraph = this.paragraphs.at(-1)
    if (this.inText && paragraph) paragraph.text += text
  }

  close(name: string): void {
    if (name === 'p') this.end(this.paragraphs.pop())
    else if (this.gone > 0) this.gone--
    else if (name === 't') this.inText = false
    else if (name === 'r') this.inRun = false
    else if (name === 'tbl') this.endTable()
  }

  private mark(paragraph: Paragraph, name: string, val = ''): void {
    if (name === 'pStyle') Object.assign(paragraph, this.styles.get(val))
    else if (name === 'numPr') paragraph.bullet = true
    else if (name === 'outlineLvl' && Number(val) < 9) paragraph.level = Number(val) + 1
    else if (!this.inRun || this.hidden) return
    else if (name === 'tab' || name === 'ptab') paragraph.text += ' '
    else if (name === 'br' || name === 'cr') paragraph.text += '\n'
    else if (name === 'noBreakHyphen') paragraph.text += '-'
  }

  private end(paragraph: Paragraph | undefined): void {
    if (!paragraph || paragraph.contents || paragraph.text.trim() === '') return
    const { text, level, bullet } = paragraph
    const row = this.tables.at(-1)?.at(-1)
    if (row && row.length > 0) row[row.length - 1] += `${text}\n`
    else if (level !== undefined) this.writer.heading(level, text)
    else this.writer.paragraph(bullet ? `- ${text}` : text)
  }

  /** A table inside of a cell is text of that cell. A table of one column only frames its paragraphs. */
  private endTable(): void {
    const table = this.tables.pop() ?? []
    const outer = this.tables.at(-1)?.at(-1)
    const isFrame = table.every((row) => row.length <= 1)
    if (outer && outer.length > 0) outer[outer.length - 1] += `${table.flat().join(' ')}\n`
    else if (isFrame) for (const cell of table.flat()) this.writer.paragraph(cell)
    else this.writer.table(table, true)
  }
}

const isSeparator = (name: string, type: string | undefined) =>
  (name === 'footnote' || name === 'endnote') && type !== undefined && type !== 'normal'
