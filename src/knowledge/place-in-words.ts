import type { Locator } from './reading'

/** Where something stands, as people say it: "page 3, Opening hours", "sheet Prices, row 12". */
export function placeInWords({ page, slide, sheet, row, line, heading }: Locator): string {
  const parts = [
    page !== undefined && `page ${page}`,
    slide !== undefined && `slide ${slide}`,
    sheet !== undefined && `sheet ${sheet}`,
    row !== undefined && `row ${row}`,
    heading ?? false,
    line !== undefined && heading === undefined && `line ${line}`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? parts.join(', ') : 'the whole document'
}
