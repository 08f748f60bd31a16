import { stringify } from 'csv-stringify/sync'
import type { OutgoingFile } from './chat'

/**
 * A table as spreadsheets open it: a mark at the beginning says UTF-8, and a cell that would be taken for a formula begins
 * with an apostrophe: https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvFile = (
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): OutgoingFile => ({
  name,
  mediaType: 'text/csv',
  bytes: Buffer.from(
    stringify([columns, ...rows] as string[][], {
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    }),
  ),
})
