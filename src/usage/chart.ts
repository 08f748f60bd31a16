import type { BarSeriesOption, EChartsOption, LineSeriesOption } from 'echarts'
import { moneyWords } from '../billing'
import { barChart, bars, COLOURS } from '../charts'
import { DAY_MS, isoTime } from '../clock'
import { dayWords } from '../day-words'
import type { Day, Period, Total } from './usage'
import { answersWords, shortDay } from './words'

/** What is drawn: each day of a period. */
export interface ChartData {
  period: Period
  days: readonly Day[]
  total: Total
  /** ISO 4217. */
  currency: string
  /** Of the whole period; null: the scope has none of its own. */
  budgetMicros: bigint | null
}

/** Bars of money, or of answers where all of them cost nothing. */
export function chartOption(data: ChartData): EChartsOption {
  const isFree = data.total.costMicros === 0n
  const series = isFree ? [bars('Answers', COLOURS.bar, answersOf(data))] : moneySeries(data)
  const labels = daysIn(data.period).map(shortDay)
  return barChart({
    ...{ labels, series, hasLegend: isFree || series.length > 1, wholeNumbers: isFree },
    isLabelled: (index) => index % 7 === 0 && index < labels.length - 1,
    tick: (value) => tickWords(value, isFree ? null : data.currency),
  })
}

const answersOf = (data: ChartData) => daily(data, ({ answers }) => BigInt(answers))

function moneySeries(data: ChartData): (BarSeriesOption | LineSeriesOption)[] {
  const paidByTopUps = daily(data, ({ topUpMicros }) => topUpMicros)
  const paidByBudget = daily(data, ({ costMicros, topUpMicros }) => costMicros - topUpMicros)
  const pace = evenPace(data)
  return [
    bars('Paid by the budget', COLOURS.bar, paidByBudget),
    ...(paidByTopUps.some((micros) => micros > 0) ? [bars('By top-ups', COLOURS.second, paidByTopUps)] : []),
    ...(pace === null ? [] : [paceLine(pace, data)]),
  ]
}

/** As large as a picture needs it: numbers, since it is only drawn. */
const daily = ({ period, days }: ChartData, measure: (day: Day) => bigint): number[] => {
  const measured = new Map(days.map((day) => [day.day, Number(measure(day))]))
  return daysIn(period).map((day) => measured.get(day) ?? 0)
}

/** What a day may cost for the budget to last; null where days cost so much less that it would only flatten them. */
function evenPace({ period, days, budgetMicros }: ChartData): bigint | null {
  if (budgetMicros === null || budgetMicros === 0n) return null
  const pace = budgetMicros / BigInt(daysIn(period).length)
  return days.some(({ costMicros }) => costMicros * 4n >= pace) ? pace : null
}

const paceLine = (pace: bigint, { period, currency }: ChartData): LineSeriesOption => ({
  name: `Budget, spread evenly: ${moneyWords(pace, currency)} a day`,
  type: 'line',
  symbol: 'none',
  data: daysIn(period).map(() => Number(pace)),
  lineStyle: { color: COLOURS.limit, width: 2, type: 'dashed' },
  itemStyle: { color: COLOURS.limit },
})

const MILLION = 1_000_000
const CENT = 10_000

/** Beside a line of the scale, where the smallest coin may be too large. */
function tickWords(value: number, currency: string | null): string {
  if (currency === null) return value.toLocaleString('en')
  if (value === 0 || value >= CENT) return moneyWords(BigInt(Math.round(value)), currency)
  const format = { style: 'currency', currency, maximumSignificantDigits: 2 } as const
  return new Intl.NumberFormat('en', format).format(value / MILLION)
}

/** As `Day.day`. */
const daysIn = ({ from, until }: Period): readonly string[] =>
  Array.from({ length: Math.round((until - from) / DAY_MS) }, (_, index) =>
    isoTime(from + index * DAY_MS).slice(0, 10),
  )

/** What the chart shows, for whoever cannot see it; there is at least one day. */
export function chartWords({ period, days, total, currency }: ChartData): string {
  const words = ({ costMicros, answers }: Total) => {
    const money = total.costMicros === 0n ? '' : `${moneyWords(costMicros, currency)} for `
    return money + answersWords(answers)
  }
  const most = days.reduce((most, day) => (isMore(day, most) ? day : most))
  const span = `${dayWords(period.from)} to ${dayWords(period.until - DAY_MS)}`
  return `Bars, one for each day from ${span}: ${words(total)} in all, most on ${dayWords(Date.parse(most.day))} with ${words(most)}`
}

const isMore = (one: Total, other: Total) =>
  one.costMicros === other.costMicros ? one.answers > other.answers : one.costMicros > other.costMicros
