import { stringify } from 'csv-stringify/sync'
import type { OutgoingFile } from './chat'

export type CsvRow = readonly (string | number)[]

/**
 * As spreadsheets open it. A cell that would be taken for a formula begins with an apostrophe, and a line break never
 * begins a record: https://owasp.org/www-community/attacks/CSV_Injection
 */
const SAFE = { escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const

export const csvFile = (name: string, columns: readonly string[], rows: readonly CsvRow[]): OutgoingFile => ({
  ...{ name, mediaType: 'text/csv' },
  bytes: Buffer.concat([csvHead(columns), csvPart(rows)]),
})

/** The beginning of a file that is written part by part; its mark says UTF-8. */
export const csvHead = (columns: readonly string[]): Buffer =>
  Buffer.from(stringify([[...columns]], { ...SAFE, bom: true }))

export const csvPart = (rows: readonly CsvRow[]): Buffer =>
  Buffer.from(
    stringify(
      rows.map((row) => [...row]),
      SAFE,
    ),
  )
