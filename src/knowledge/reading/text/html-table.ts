/** The rows of a table while its elements open and close. */
export class HtmlTable {
  readonly rows: string[][] = []
  /** It only arranges the page: its cells are paragraphs. */
  isLayout = false
  inCell = false
  private names = 0

  /** Whether the element is a part of the table itself. */
  open(name: string): boolean {
    if (name === 'tr') this.rows.push([])
    else if (name === 'td' || name === 'th') {
      this.inCell = true
      if (name === 'th' && this.rows.length <= 1) this.names++
    } else return false
    return true
  }

  cell(text: string): void {
    this.inCell = false
    if (this.rows.length === 0) this.rows.push([])
    this.rows[this.rows.length - 1]?.push(text)
  }

  /** The first row is made of names only. */
  get headed(): boolean {
    const width = this.rows[0]?.length ?? 0
    return width > 0 && this.names === width
  }
}
