import type { EChartsOption } from 'echarts'
import { barChart, bars, COLOURS } from '../charts'
import { countWhere, type Group, WEEKS_TOLD } from './shape'

type Column = number | 'never' | 'gap'

/** From never, which is no number of weeks and stands apart, over long ago to this week. */
const COLUMNS: readonly Column[] = [
  'never',
  'gap',
  ...Array.from({ length: WEEKS_TOLD + 1 }, (_, index) => WEEKS_TOLD - index),
]

function label(column: Column): string {
  if (column === 'gap') return ''
  if (column === 0) return 'this week'
  return column === WEEKS_TOLD ? `${column} or more` : String(column)
}

const isIn = ({ weeks }: Group, column: Column) => weeks === (column === 'never' ? null : column)

/** How many people were last seen how many weeks ago. */
export function activityChart(shape: readonly Group[]): EChartsOption {
  const counts = (inactive: boolean) =>
    COLUMNS.map((column) => countWhere(shape, (group) => isIn(group, column) && group.inactive === inactive))
  return barChart({
    title: 'How many people were last seen when',
    below: 'Weeks ago',
    labels: COLUMNS.map(label),
    series: [bars('Active', COLOURS.bar, counts(false)), bars('Inactive', COLOURS.second, counts(true))],
    hasLegend: true,
    wholeNumbers: true,
    // Side by side there is no room for more.
    isLabelled: (index) => index % 2 === 0,
    tick: (value) => value.toLocaleString('en'),
  })
}

/** What the chart shows, for whoever cannot see it. */
export function activityWords(shape: readonly Group[]): string {
  const parts = [...COLUMNS].reverse().flatMap((column) => {
    const count = countWhere(shape, (group) => isIn(group, column))
    return count === 0 ? [] : [`${spoken(column)}: ${count.toLocaleString('en')}`]
  })
  return `Bar chart: how many people were last seen in chat when. ${parts.join('; ')}.`
}

function spoken(column: Column): string {
  if (column === 'never') return 'Never'
  if (column === 0) return 'This week'
  if (column === WEEKS_TOLD) return `${column} weeks ago or earlier`
  return column === 1 ? 'One week ago' : `${column} weeks ago`
}
