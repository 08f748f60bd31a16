import type { Pdf } from './open-pdf'
import type { PageLine } from './page-lines'
import { linesOf } from './page-lines'

/** Lines at each end of a page that may be a running header or footer. */
const EDGE_LINES = 3
const SAMPLE_PAGES = 24
/** Fewer pages tell nothing of repetition. */
const FEWEST_PAGES = 3

/** Headers and footers, by a sample of pages over the whole document, with their numbers blotted out. */
export async function findRunningLines(pdf: Pdf): Promise<ReadonlySet<string>> {
  if (pdf.numPages < FEWEST_PAGES) return new Set()
  const step = Math.max(1, Math.floor(pdf.numPages / SAMPLE_PAGES))
  const counts = new Map<string, number>()
  let pages = 0
  for (let number = 1; number <= pdf.numPages && pages < SAMPLE_PAGES; number += step) {
    const page = await pdf.getPage(number)
    const lines = await linesOf(page)
    page.cleanup()
    pages++
    for (const pattern of new Set(edgesOf(lines).map(({ text }) => patternOf(text))))
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  // Left and right pages often differ, so that each header is on not quite half of them.
  const enough = Math.max(FEWEST_PAGES, Math.floor(pages * 0.4))
  return new Set([...counts].filter(([, count]) => count >= enough).map(([pattern]) => pattern))
}

export function withoutRunningLines(lines: readonly PageLine[], running: ReadonlySet<string>): PageLine[] {
  const edges = new Set(edgesOf(lines))
  return lines.filter((line) => !edges.has(line) || !running.has(patternOf(line.text)))
}

/** The highest and the lowest lines, wherever the file tells them. */
function edgesOf(lines: readonly PageLine[]): PageLine[] {
  const sorted = [...lines].sort((a, b) => b.y - a.y)
  return [...new Set([...sorted.slice(0, EDGE_LINES), ...sorted.slice(-EDGE_LINES)])]
}

/** "Page 3 of 10" and "Page 4 of 10" are one pattern; so are "iv" and "v" alone on a line. */
const patternOf = (text: string) =>
  text
    .replace(/\d+/g, '#')
    .replace(/^[ivxlc]{1,7}$/i, '#')
    .toLowerCase()
