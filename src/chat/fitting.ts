import { isBlank } from './clean'
import { type Refusal, refuse } from './refusal'

/** What is too long to be kept or shown is refused, never cut (H7). `field`: where in a form it was typed. */
export function unlessFits(
  words: string,
  option: string,
  limit: number,
  field?: string,
): Refusal | undefined {
  const { length } = words
  return length > limit ? refuse({ code: 'tooLong', option, length, limit }, field) : undefined
}

/** As `unlessFits`, of words that there must be. */
export const unlessWords = (...[words, option, limit, field]: Parameters<typeof unlessFits>) =>
  isBlank(words) ? refuse({ code: 'optionMissing', option }, field) : unlessFits(words, option, limit, field)
