import { bold, hasAttachments, LIMITS, type Text, text, textLength, time } from '../chat'
import type { Note } from './undelivered'

/** A notice as one line of a list; `isWhole`: nothing of it is left out, so there is nothing to open. */
export function noteWords({ id, at, drawn }: Note): { text: Text; isWhole: boolean } {
  const when = time(at, 'relative')
  if (!drawn)
    return { text: text`A note that cannot be shown (reference ${id.slice(-4)}) · ${when}`, isWhole: true }
  const { card } = drawn
  const title = text`${bold(card.title)} · ${when}`
  const scope = card.context ? text`\n${card.context}` : ''
  const whole = text`${title}${card.text ? text`\n${card.text}` : ''}${scope}`
  const hasMore = card.fields || card.rows || card.buttons || hasAttachments(card)
  if (!hasMore && fits(whole)) return { text: whole, isWhole: true }
  const short = text`${title}${scope}`
  return { text: fits(short) ? short : title, isWhole: false }
}

const fits = (words: Text) => textLength(words) <= LIMITS.rowText
