import type { EChartsOption } from 'echarts'
import { barChart, bars, COLOURS } from '../charts'
import { countWhere, type Group, WEEKS_TOLD } from './shape'

/** Labels from never over long ago to this week. */
const COLUMNS: readonly (number | null)[] = [
  null,
  ...Array.from({ length: WEEKS_TOLD + 1 }, (_, index) => WEEKS_TOLD - index),
]

const label = (weeks: number | null): string => {
  if (weeks === null) return 'never'
  if (weeks === 0) return 'this week'
  return weeks === WEEKS_TOLD ? `${weeks}+` : `${weeks} weeks`
}

/** How many people were last seen how many weeks ago. */
export function activityChart(shape: readonly Group[]): EChartsOption {
  const counts = (inactive: boolean) =>
    COLUMNS.map((weeks) => countWhere(shape, (group) => group.weeks === weeks && group.inactive === inactive))
  return barChart({
    labels: COLUMNS.map(label),
    series: [bars('Active', COLOURS.bar, counts(false)), bars('Inactive', COLOURS.second, counts(true))],
    hasLegend: true,
    wholeNumbers: true,
    // Side by side there is no room for more.
    isLabelled: (index) => index === 0 || index % 2 === 1,
    tick: (value) => value.toLocaleString('en'),
  })
}

/** What the chart shows, for whoever cannot see it. */
export function activityWords(shape: readonly Group[]): string {
  const parts = [...COLUMNS].reverse().flatMap((weeks) => {
    const count = countWhere(shape, (group) => group.weeks === weeks)
    return count === 0 ? [] : [`${count} ${spoken(weeks)}`]
  })
  return `Bars: how many people were last seen when, in weeks ago: ${parts.join(', ')}`
}

function spoken(weeks: number | null): string {
  if (weeks === null) return 'never'
  if (weeks === 0) return 'this week'
  if (weeks === WEEKS_TOLD) return `${weeks} weeks ago or earlier`
  return weeks === 1 ? 'one week ago' : `${weeks} weeks ago`
}
