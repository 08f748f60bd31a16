import { unreadable } from '../failure'
import type { Section } from '../section'
import { SectionWriter } from '../section-writer'
import type { Source } from '../source'
import { openPdf } from './open-pdf'
import { type Bookmark, bareTitle, readOutline } from './outline'
import { linesOf, type PageLine } from './page-lines'
import { toParagraphs } from './paragraphs'
import { findRunningLines, withoutRunningLines } from './running-lines'

/** The paragraphs of each page, under the bookmarks that lead to them. @throws Unreadable when no page has text. */
export async function* readPdf({ path, progress }: Source): AsyncGenerator<Section> {
  const pdf = await openPdf(path)
  const running = await findRunningLines(pdf)
  const outline = await readOutline(pdf)
  const titles = new Set([...outline.values()].flat().map(({ title }) => bareTitle(title)))
  titles.delete('')
  let sections: Section[] = []
  let hasText = false
  const writer = new SectionWriter((section) => sections.push(section))
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const lines = withoutRunningLines(await linesOf(page), running, titles)
    page.cleanup()
    writePage(writer, lines, number, outline.get(number) ?? [])
    hasText ||= lines.length > 0
    yield* sections
    sections = []
    progress(number / pdf.numPages)
  }
  if (!hasText) throw unreadable({ code: 'noText', type: 'pdf', pages: pdf.numPages })
  writer.end()
  yield* sections
  await pdf.destroy()
}

/** A bookmark is the heading from the line on that has its words, or from the top of the page. */
function writePage(
  writer: SectionWriter,
  lines: readonly PageLine[],
  page: number,
  bookmarks: readonly Bookmark[],
): void {
  let from = 0
  const write = (to: number) => {
    for (const text of toParagraphs(lines.slice(from, to))) writer.paragraph(text, { page })
    from = to
  }
  for (const { title, level } of bookmarks) {
    const at = lines.findIndex(({ text }, index) => index >= from && bareTitle(text) === bareTitle(title))
    if (at >= 0) write(at)
    writer.heading(level, title, { page }, true)
    if (at >= 0) from = at + 1
  }
  write(lines.length)
}
