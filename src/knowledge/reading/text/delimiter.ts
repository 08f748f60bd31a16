const DELIMITERS = [',', ';', '\t', '|']
const SAMPLE_LINES = 20

/** Which character parts the cells: the one that is in most lines, and equally often in each. */
export function detectDelimiter(start: string): string {
  const lines = start
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES)
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(delimiter, lines) }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

function scoreOf(delimiter: string, lines: readonly string[]): number {
  const counts = lines.map((line) => line.split(delimiter).length - 1)
  const usual = counts[0] ?? 0
  if (usual === 0) return 0
  const alike = counts.filter((count) => count === usual).length
  return alike * 1000 + Math.min(usual, 999)
}
