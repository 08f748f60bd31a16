import { shorten } from '../chat'

/** A title holds 150 characters, also when two long names meet in it. */
export const NAMES_LENGTH = 60

const NAMES_SHOWN = 6

/** The first names of a list, and how many there are beside them. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => shorten(name, NAMES_LENGTH))
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}
