import { marked } from 'marked'
import type { Section } from '../section'
import { countBytes, type Source } from '../source'
import { detectEncoding, readText } from './encoding'
import { HtmlSections } from './html-sections'
import { splitLines } from './lines'

/** Parsed at a time: the tree of a whole large file would need more memory than a reading may have. */
const PART_LENGTH = 64 * 1024
/** A part without a heading ends at the next blank line. */
const MOST_PART_LENGTH = 4 * PART_LENGTH

/** Markdown as the HTML it stands for: also the hidden parts of embedded HTML stay out. */
export async function* readMarkdown(source: Source): AsyncGenerator<Section> {
  const html = new HtmlSections()
  const pieces = readText(source.path, await detectEncoding(source.path), countBytes(source))
  for await (const part of splitAtHeadings(pieces))
    yield* html.take(marked.parse(part, { async: false, gfm: true }))
  yield* html.end()
}

async function* splitAtHeadings(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let part = ''
  let fence: string | null = null
  let first = true
  for await (const lines of splitLines(pieces))
    for (const { text, ends } of lines) {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1]
      if (mark && fence === null) fence = mark
      else if (mark && fence !== null && mark.startsWith(fence)) fence = null
      const long = part.length >= PART_LENGTH && /^#{1,6}\s/.test(text)
      const tooLong = part.length >= MOST_PART_LENGTH && text.trim() === ''
      if ((fence === null && (long || tooLong)) || part.length >= 4 * MOST_PART_LENGTH) {
        yield withoutFrontMatter(part, first)
        first = false
        part = ''
      }
      part += ends ? `${text}\n` : text
    }
  yield withoutFrontMatter(part, first)
}

/** What site generators keep at the beginning of a file; only the title in it is for readers. */
function withoutFrontMatter(part: string, first: boolean): string {
  const matter = first ? /^---\n([\s\S]{0,10000}?)\n(?:---|\.\.\.)\n/.exec(part) : null
  if (!matter) return part
  const title = /^title:[ \t]*["']?(.+?)["']?[ \t]*$/m.exec(matter[1] ?? '')?.[1]
  const rest = part.slice(matter[0].length)
  return title && !/^\s*#\s/.test(rest) ? `# ${title}\n\n${rest}` : rest
}
