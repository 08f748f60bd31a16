export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/**
 * Line by line, what one text has that the other has not: longest common subsequence. Both texts are instructions, so at
 * most 3,000 characters: the table has nine million cells at worst, and thousands in practice.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] ?? '' })
      i += 1
      j += 1
    } else if (j === b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'removed', text: a[i] ?? '' })
      i += 1
    } else {
      lines.push({ kind: 'added', text: b[j] ?? '' })
      j += 1
    }
  }
  return lines
}

const MARKS = { same: ' ', added: '+', removed: '-' } as const

/** What differs, short enough to be read on a card: long lines cut, runs of equal lines left out. */
export function diffWords(before: string, after: string, { lines = 14, width = 100 } = {}): string {
  const all = diffLines(before, after)
  const near = all.filter(
    (line, index) =>
      line.kind !== 'same' ||
      all.slice(Math.max(0, index - 1), index + 2).some(({ kind }) => kind !== 'same'),
  )
  const shown = near.slice(0, lines).map(({ kind, text }) => {
    const cut = text.length > width ? `${text.slice(0, width - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text
    return `${MARKS[kind]} ${cut}`
  })
  return [...shown, ...(near.length > lines ? [`… ${near.length - lines} more lines`] : [])].join('\n')
}
