import { showNumber } from './number-format'
import type { Workbook } from './workbook'
import type { Attributes, XmlVisitor } from './xml'

export interface SheetRow {
  /** As the sheet counts, from 1. */
  row: number
  cells: string[]
}

/** Beyond this many empty cells in a row they are left out: a cell in the last column is no row of 16,384 cells. */
const MOST_GAP = 32

/** Collects the rows of a sheet while its XML goes by. */
export class SheetRows implements XmlVisitor {
  private rows: SheetRow[] = []
  private current: SheetRow = { row: 0, cells: [] }
  private column = 0
  private type = 'n'
  private style = 0
  private value = ''
  private inValue = false

  constructor(private readonly workbook: Pick<Workbook, 'texts' | 'formats' | 'epoch'>) {}

  /** The rows that are complete. */
  take(): SheetRow[] {
    const { rows } = this
    this.rows = []
    return rows
  }

  open(name: string, { r, t, s }: Attributes): void {
    if (name === 'row') {
      this.current = { row: Number(r) || this.current.row + 1, cells: [] }
      this.column = 0
    } else if (name === 'c') {
      this.column = r ? columnOf(r) : this.column + 1
      this.type = t ?? 'n'
      this.style = Number(s ?? 0)
      this.value = ''
    } else if (name === 'v' || name === 't') this.inValue = true
  }

  text(text: string): void {
    if (this.inValue) this.value += text
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false
    else if (name === 'c') this.place(this.shown())
    else if (name === 'row') this.rows.push(this.current)
  }

  private place(text: string): void {
    if (text === '') return
    const { cells } = this.current
    const gap = this.column - 1 - cells.length
    if (gap > 0 && gap <= MOST_GAP) cells.push(...Array<string>(gap).fill(''))
    cells.push(text)
  }

  private shown(): string {
    const { texts, formats, epoch } = this.workbook
    if (this.type === 's') return texts[Number(this.value)] ?? ''
    if (this.type === 'b') return this.value === '1' ? 'TRUE' : 'FALSE'
    if (this.type === 'n' && this.value !== '')
      return showNumber(this.value, formats[this.style] ?? 'plain', epoch)
    return this.value
  }
}

/** "AB12" is column 28. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference.replace(/[^A-Z]/g, '')) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
