/** No line of text that people write is as long; what is longer comes in pieces, broken at a blank where there is one. */
export const MOST_LINE_LENGTH = 16_384

/** Lines without their ends. A line that continues has `ends: false`. */
export async function* splitLines(
  pieces: AsyncIterable<string>,
): AsyncGenerator<{ text: string; ends: boolean }[]> {
  let rest = ''
  for await (const piece of pieces) {
    // A carriage return at the end may be half of a line's end.
    const text = rest + piece
    const lines = text.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    const whole = lines.flatMap((line) => breakLine(line))
    while (rest.length > MOST_LINE_LENGTH) {
      const cut = cutAt(rest)
      whole.push({ text: rest.slice(0, cut), ends: false })
      rest = rest.slice(cut)
    }
    yield whole
  }
  yield [{ text: rest.replace(/\r$/, ''), ends: true }]
}

function breakLine(line: string): { text: string; ends: boolean }[] {
  const parts: { text: string; ends: boolean }[] = []
  let from = 0
  while (line.length - from > MOST_LINE_LENGTH) {
    const cut = from + cutAt(line.slice(from, from + MOST_LINE_LENGTH + 1))
    parts.push({ text: line.slice(from, cut), ends: false })
    from = cut
  }
  parts.push({ text: line.slice(from), ends: true })
  return parts
}

function cutAt(line: string): number {
  const blank = line.lastIndexOf(' ', MOST_LINE_LENGTH)
  if (blank > MOST_LINE_LENGTH / 2) return blank + 1
  const inPair = /[\uD800-\uDBFF]/.test(line[MOST_LINE_LENGTH - 1] ?? '')
  return inPair ? MOST_LINE_LENGTH - 1 : MOST_LINE_LENGTH
}
