import { shorten } from './text'

/** A title holds 150 characters: one name may take this many of them, each of two half as many. */
const NAME_LENGTH = 80
export const one = (name: string) => shorten(name, NAME_LENGTH)
export const ofTwo = (name: string) => shorten(name, NAME_LENGTH / 2)

const LISTED = 6
/** The first of several names, for the words below a title. */
export const listed = (names: readonly string[]) =>
  names
    .slice(0, LISTED)
    .map((name) => shorten(name))
    .join(', ') + (names.length > LISTED ? ' …' : '')
