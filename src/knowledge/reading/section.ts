/** Where in a document something stands; what does not apply is absent. Numbers count from 1. */
export interface Locator {
  page?: number
  slide?: number
  sheet?: string
  /** Of the sheet or of the CSV file. */
  row?: number
  /** Of a text file. */
  line?: number
  /** The headings above it, outermost first: "Travel › Flights". */
  heading?: string
}

/** A paragraph, an entry of a list, a block of code, or one row of a table: never empty, never with stray marks. */
export interface Section {
  text: string
  place: Locator
  /** Only with rows: the names of the columns, '' when the table has none. */
  header?: string
}

export const HEADING_SEPARATOR = ' › '
export const CELL_SEPARATOR = ' | '
