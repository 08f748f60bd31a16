const NUMERIC = /^[\s\d.,:/%€$£+-]*\d[\s\d.,:/%€$£+-]*$/

/** Whether a row names the columns below it: at least two different texts, no gaps, no numbers or dates. */
export function namesColumns(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim())
  while (names.at(-1) === '') names.pop()
  return (
    names.length >= 2 &&
    new Set(names).size === names.length &&
    names.every((name) => name !== '' && name.length <= 100 && !NUMERIC.test(name))
  )
}
