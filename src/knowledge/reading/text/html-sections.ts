import { Parser } from 'htmlparser2'
import { unreadable } from '../failure'
import type { Section } from '../section'
import { SectionWriter } from '../section-writer'
import { HtmlTable } from './html-table'
import { BLOCKS, headingLevel, isUnread } from './html-tags'

/** No page that people write nests as deep. */
const MOST_DEPTH = 2_000

/** Takes HTML in pieces and gives sections of what a reader of the page sees. Nothing is fetched, nothing runs. */
export class HtmlSections {
  private sections: Section[] = []
  private readonly writer = new SectionWriter((section) => this.sections.push(section))
  private text = ''
  private depth = 0
  /** The depth of the outermost element that is not read; null outside of such. */
  private unreadFrom: number | null = null
  private inTitle = false
  private inPre = 0
  private table: HtmlTable | null = null
  private readonly parser = new Parser(
    {
      onopentag: (name, attributes) => this.open(name, attributes),
      ontext: (text) => this.say(text),
      onclosetag: (name) => this.close(name),
    },
    { decodeEntities: true },
  )

  /** The sections that are complete with this piece. */
  take(html: string): Section[] {
    this.parser.write(html)
    return this.given()
  }

  end(): Section[] {
    this.parser.end()
    this.flush()
    this.endTable()
    this.writer.end()
    return this.given()
  }

  private given(): Section[] {
    const { sections } = this
    this.sections = []
    return sections
  }

  private open(name: string, attributes: Record<string, string>): void {
    this.depth++
    if (this.depth > MOST_DEPTH)
      throw unreadable({ code: 'bomb', detail: `elements nested deeper than ${MOST_DEPTH}` })
    if (this.unreadFrom !== null) return
    if (isUnread(name, attributes)) this.unreadFrom = this.depth
    else if (name === 'title') this.inTitle = true
    else if (name === 'br') this.text += '\n'
    else if (name === 'img') this.text += attributes.alt ? ` ${attributes.alt} ` : ''
    else this.openBlock(name)
  }

  private openBlock(name: string): void {
    if (name === 'table') this.openTable()
    else if (this.table && headingLevel(name) !== null) this.table.isLayout = true
    if (this.table && !this.table.isLayout && this.table.open(name)) this.text = ''
    else if (name === 'pre') {
      this.flush()
      this.inPre++
    } else if (BLOCKS.has(name) || headingLevel(name) !== null) this.flush()
    if (name === 'li' && !this.inTable()) this.text = '- '
  }

  /** A table within a table: the outer one only arranges the page. */
  private openTable(): void {
    if (this.table) this.table.isLayout = true
    this.flush()
    this.endTable()
    this.table = new HtmlTable()
  }

  private say(text: string): void {
    if (this.unreadFrom === null)
      this.text += this.inPre > 0 || this.inTitle ? text : text.replace(/\s+/g, ' ')
  }

  private close(name: string): void {
    const depth = this.depth--
    if (this.unreadFrom !== null) {
      if (depth <= this.unreadFrom) this.unreadFrom = null
      return
    }
    const level = headingLevel(name)
    if (name === 'title') {
      this.inTitle = false
      this.writer.heading(1, this.taken(), {}, true)
    } else if (level !== null) {
      this.endTable()
      this.writer.heading(level, this.taken())
    } else if (name === 'pre') {
      this.writePre()
      this.inPre = Math.max(0, this.inPre - 1)
    } else if (name === 'table') {
      this.flush()
      this.endTable()
    } else if ((name === 'td' || name === 'th') && this.inTable()) this.table?.cell(this.taken())
    else if (BLOCKS.has(name)) this.flush()
  }

  private inTable(): boolean {
    return this.table !== null && !this.table.isLayout && this.table.inCell
  }

  private writePre(): void {
    if (this.inTable()) return
    this.writer.code(this.taken())
  }

  /** Inside of a cell paragraphs become one line. */
  private flush(): void {
    if (this.inTable()) {
      this.text += '\n'
      return
    }
    const text = this.taken()
    if (!/^\s*-?\s*$/.test(text)) this.writer.paragraph(text)
  }

  private endTable(): void {
    const { table } = this
    this.table = null
    if (!table) return
    if (table.isLayout) for (const cell of table.rows.flat()) this.writer.paragraph(cell)
    else this.writer.table(table.rows, table.headed)
  }

  private taken(): string {
    const { text } = this
    this.text = ''
    return text
  }
}
