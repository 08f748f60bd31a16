import type { Pdf } from './open-pdf'
import { bareTitle } from './outline'
import { linesOf, type PageLine } from './page-lines'

/** Lines at each end of a page that may be a running header or footer. */
const EDGE_LINES = 3
const SAMPLE_PAGES = 24
/** Fewer pages tell nothing of repetition. */
const FEWEST_PAGES = 3

/** Patterns of headers and footers, by a sample of pages over the whole document. */
export async function findRunningLines(pdf: Pdf): Promise<ReadonlySet<string>> {
  const counts = new Map<string, number>()
  const pages = samplePages(pdf.numPages)
  for (const number of pages) {
    const page = await pdf.getPage(number)
    const lines = await linesOf(page)
    page.cleanup()
    for (const pattern of new Set(edgesOf(lines).map(({ text }) => patternOf(text))))
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  // Left and right pages often differ, so that each header is on not quite half of them.
  const enough = Math.max(FEWEST_PAGES, Math.floor(pages.length * 0.4))
  return new Set([...counts].filter(([, count]) => count >= enough).map(([pattern]) => pattern))
}

/** Pairs of neighbours, so that left and right pages are among them. */
function samplePages(total: number): number[] {
  if (total < FEWEST_PAGES) return []
  const all = Array.from({ length: total }, (_, index) => index + 1)
  const step = Math.max(2, Math.floor((total * 2) / SAMPLE_PAGES))
  return all.filter((number) => (number - 1) % step < 2).slice(0, SAMPLE_PAGES)
}

/** `titles`: bookmarks, bare; with a page number beside it such a title is a running header too. */
export function withoutRunningLines(
  lines: readonly PageLine[],
  running: ReadonlySet<string>,
  titles: ReadonlySet<string>,
): PageLine[] {
  const edges = new Set(edgesOf(lines))
  const isRunning = ({ text }: PageLine) => {
    const beside = /^[\divxlc]+\s(.+)$|^(.+)\s[\divxlc]+$/.exec(text)
    return running.has(patternOf(text)) || titles.has(bareTitle(beside?.[1] ?? beside?.[2] ?? ''))
  }
  return lines.filter((line) => !edges.has(line) || !isRunning(line))
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
