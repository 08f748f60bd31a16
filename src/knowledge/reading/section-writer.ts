import { cleanCode, cleanLine, cleanText } from './clean'
import { CELL_SEPARATOR, HEADING_SEPARATOR, type Locator, type Section } from './section'

/** A heading with more than this is a paragraph that somebody has made bold. */
const HEADING_LENGTH = 200

interface Heading {
  level: number
  text: string
  /** Whether there is text below it. A heading without any would be lost, so it becomes text itself. */
  told: boolean
  place: Locator
}

/** Turns headings, paragraphs and rows, in the order of the document, into sections that know their place. */
export class SectionWriter {
  private headings: Heading[] = []

  constructor(private readonly emit: (section: Section) => void) {}

  /** Level 1 is the highest. A `silent` heading, such as the title of a page, is worth nothing without text below. */
  heading(level: number, raw: string, place: Locator = {}, silent = false): void {
    const text = cleanLine(raw)
    if (text.length > HEADING_LENGTH) this.write({ text, place })
    else if (text !== '') {
      this.leave(level)
      this.headings.push({ level, text, told: silent, place })
    }
  }

  paragraph(raw: string, place: Locator = {}): void {
    this.write({ text: cleanText(raw), place })
  }

  code(raw: string, place: Locator = {}): void {
    this.write({ text: cleanCode(raw), place })
  }

  /** Rows of one table; the first names the columns when `headed`. A table of that row only is a line of text. */
  table(rows: readonly (readonly string[])[], headed: boolean, place: Locator = {}): void {
    const lines = rows.map(rowText)
    const names = headed && lines.length > 1 ? lines[0] : undefined
    const body = names === undefined ? lines : lines.slice(1)
    for (const text of body) this.write({ text, place, header: names ?? '' })
  }

  /** Ends the document, sheet or slide. */
  end(): void {
    this.leave(0)
  }

  private write({ text, place, ...rest }: Section): void {
    if (text === '') return
    for (const heading of this.headings) heading.told = true
    this.emit({ text, place: { ...place, ...this.path() }, ...rest })
  }

  private leave(level: number): void {
    while (this.headings.length > 0) {
      const last = this.headings[this.headings.length - 1]!
      if (last.level < level) return
      this.headings.pop()
      if (!last.told) this.write({ text: last.text, place: last.place })
    }
  }

  private path(): Pick<Locator, 'heading'> {
    if (this.headings.length === 0) return {}
    return { heading: this.headings.map(({ text }) => text).join(HEADING_SEPARATOR) }
  }
}

/** The cells of a row in one line; '' when there is nothing in them. */
export function rowText(cells: readonly string[]): string {
  const clean = cells.map(cleanLine)
  while (clean.length > 0 && clean[clean.length - 1] === '') clean.pop()
  return clean.join(CELL_SEPARATOR).replace(/ {2,}/g, ' ')
}
