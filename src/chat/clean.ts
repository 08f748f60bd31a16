import type { Interaction } from './interaction'
import { shorten } from './text'

/**
 * What nobody means to type: halves of surrogate pairs and U+0000, which PostgreSQL does not store; other control
 * characters; and the marks that turn the text around them about, so that a name would rearrange the sentence it is in.
 * https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings
 */
const UNWANTED = /\p{Cs}|(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu

export const cleanText = (typed: string): string => typed.replace(/\r\n?/g, '\n').replace(UNWANTED, '')

/** Whether there is nothing to see in it, though it may have characters. */
export const isBlank = (words: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(words)

/** Without breaks of lines, which in a name would look like lines of ours. */
export const oneLine = (words: string): string => words.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

/** What a platform calls somebody or something, as one line of at most `most` characters; undefined when it shows nothing. */
export function cleanName(told: string | null | undefined, most = NAME_LENGTH): string | undefined {
  const name = oneLine(cleanText(told ?? '')).trim()
  return isBlank(name) ? undefined : shorten(name, most)
}

/** As our own names; what platforms allow, some longer and some of nothing but blanks, differs. */
const NAME_LENGTH = 80

/** Everything a platform hands over, as far as it can be kept and shown. */
export const cleanInteraction = (interaction: Interaction): Interaction => clean(interaction) as Interaction

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cleanText(name), clean(inner)]))
}
