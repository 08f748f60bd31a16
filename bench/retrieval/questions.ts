import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A question put to the manuals, and how to tell that a passage answers it. */
export interface BenchQuestion {
  kind: string
  question: string
  /** Where the answer stands; the same passage in another manual is as good. */
  document: string
  /** What only passages with the answer contain: one of these. */
  phrases: readonly string[]
}

export const QUESTIONS: readonly BenchQuestion[] = JSON.parse(
  readFileSync(join(__dirname, 'question-list.json'), 'utf8'),
)

export const answers = ({ phrases }: BenchQuestion, text: string): boolean =>
  phrases.some((phrase) => plain(text).includes(plain(phrase)))

const plain = (text: string) => text.replaceAll('’', "'").replace(/\s+/g, ' ')
