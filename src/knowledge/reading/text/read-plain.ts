import { cleanText } from '../clean'
import type { Section } from '../section'
import { countBytes, type Source } from '../source'
import { detectEncoding, readText } from './encoding'
import { splitLines } from './lines'

/** A paragraph ends at a blank line, or at the end of the line that makes it this long: logs have no paragraphs. */
const PARAGRAPH_LENGTH = 1_200

/** Plain text, paragraph by paragraph, with the number of its first line. */
export async function* readPlain(source: Source): AsyncGenerator<Section> {
  const pieces = readText(source.path, await detectEncoding(source.path), countBytes(source))
  let line = 1
  let paragraph: string[] = []
  let length = 0
  let startsAt = 1
  const take = (): Section[] => {
    const text = cleanText(paragraph.join('\n'))
    paragraph = []
    length = 0
    return text === '' ? [] : [{ text, place: { line: startsAt } }]
  }
  for await (const lines of splitLines(pieces))
    for (const { text, ends } of lines) {
      const blank = text.trim() === ''
      if (blank) yield* take()
      else {
        if (paragraph.length === 0) startsAt = line
        paragraph.push(text)
        length += text.length
        if (length >= PARAGRAPH_LENGTH) yield* take()
      }
      if (ends) line++
    }
  yield* take()
}
