/** One line of the table. */
export interface Row {
  id: string
  figure: string
  measured: string
  /** Empty where a figure is for orientation only. */
  goal: string
  verdict: string
}

export interface Goal {
  /** As the table shows it. */
  text: string
  limit: number
  better: 'higher' | 'lower'
}

export const atLeast = (limit: number, unit: string): Goal => ({
  text: `≥ ${limit}${unit}`,
  limit,
  better: 'higher',
})
export const atMost = (limit: number, unit: string): Goal => ({
  text: `≤ ${limit}${unit}`,
  limit,
  better: 'lower',
})

export function judged(id: string, figure: string, value: number, measured: string, goal: Goal): Row {
  const off = goal.better === 'higher' ? goal.limit - value : value - goal.limit
  const missed = goal.limit === 0 ? `missed by ${off}` : `missed by ${Math.ceil((100 * off) / goal.limit)} %`
  return { id, figure, measured, goal: goal.text, verdict: off <= 0 ? 'met' : missed }
}

export const told = (id: string, figure: string, measured: string): Row => ({
  id,
  figure,
  measured,
  goal: '',
  verdict: '',
})

/** A Markdown table, as in README.md. */
export function table(rows: readonly Row[]): string {
  const head = { id: 'id', figure: 'figure', measured: 'measured', goal: 'goal', verdict: '' }
  const columns = ['id', 'figure', 'measured', 'goal', 'verdict'] as const
  const width = (column: (typeof columns)[number]) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column].length))
  const line = (row: Row) => `| ${columns.map((column) => row[column].padEnd(width(column))).join(' | ')} |`
  const rule = `|${columns.map((column) => '-'.repeat(width(column) + 2)).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

export const count = (value: number) => Math.round(value).toLocaleString('en')

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which the share `q` of them lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
