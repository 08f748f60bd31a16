import { UNIT_MICROS } from '../billing'
import { dayWords } from '../day-words'
import type { Line, Scope } from './usage'

/** `2026-01-31` as `Jan 31`. */
export const shortDay = (day: string) => dayWords(Date.parse(day)).replace(/,.*/, '')

export const answersWords = (answers: number) => (answers === 1 ? 'one answer' : `${answers} answers`)

/** Of a chatbot or person, or what stands for a name that the reader may not see. */
export function nameWords(
  { name, ownerName, isDeleted }: Pick<Line, 'name' | 'ownerName' | 'isDeleted'>,
  { kind }: Pick<Scope, 'kind'>,
): string {
  if (name !== null) return isDeleted ? `${name} (deleted)` : name
  if (kind === 'team') return 'No longer shared with the team'
  return ownerName === null ? 'No longer known' : `Personal chatbots of ${ownerName}`
}

/** Exactly, for machines: `0.004200`. Not below zero. */
export const decimal = (micros: bigint) =>
  `${micros / UNIT_MICROS}.${String(micros % UNIT_MICROS).padStart(6, '0')}`
