import { HEADING_SEPARATOR, type Locator } from './section'

/** What becomes one chunk. */
export interface Pile {
  /** A line that introduces a table, or ''. */
  lead: string
  body: string
  place: Locator
  /** Names of the columns, of rows of a table; null of prose. */
  header: string | null
}

export interface Packed {
  text: string
  place: Locator
}

/** Less than this says too little alone. */
const TINY = 120

export const isTiny = ({ lead, body }: Pile): boolean => lead.length + body.length < TINY

export const toChunk = ({ lead, body, place, header }: Pile): Packed => ({
  text: [lead, header, body].filter(Boolean).join('\n'),
  place,
})

/** Both in one; null when that is longer than `most`, or rows would lose the names of their columns. */
export function pileUp(pile: Pile, next: Pile, most: number): Pile | null {
  const joined = joinPiles(pile, next)
  return joined && toChunk(joined).text.length <= most ? joined : null
}

function joinPiles(pile: Pile, next: Pile): Pile | null {
  if (pile.header === next.header)
    return { ...pile, body: pile.body + glueBetween(pile, next) + next.lead + next.body }
  if (pile.header === null && isTiny(pile)) return { ...next, lead: pile.body, place: pile.place }
  return null
}

function glueBetween(pile: Pile, next: Pile): string {
  const listed = next.body.startsWith('- ') && /(?:^|\n)- [^\n]*$/.test(pile.body)
  return pile.header !== null || listed ? '\n' : '\n\n'
}

/** Whether a page, sheet, slide or one of the first two headings ends between them. */
export const crosses = (a: Locator, b: Locator): boolean =>
  a.page !== b.page || a.sheet !== b.sheet || a.slide !== b.slide || topOf(a) !== topOf(b)

const topOf = ({ heading = '' }: Locator) =>
  heading.split(HEADING_SEPARATOR).slice(0, 2).join(HEADING_SEPARATOR)
