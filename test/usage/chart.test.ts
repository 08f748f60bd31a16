import { drawChart } from '../../src/charts'
import { type ChartData, chartOption, chartWords } from '../../src/usage/chart'
import type { Day } from '../../src/usage/usage'
import { DOLLAR } from '../billing/stage'

const period = { from: Date.UTC(2026, 1, 5), until: Date.UTC(2026, 2, 5) }

const day = (date: string, costMicros: bigint, topUpMicros = 0n, answers = 2): Day => ({
  ...{ day: date, answers, costMicros, topUpMicros },
})

function dataOf(days: readonly Day[], budgetMicros: bigint | null = null): ChartData {
  const costMicros = days.reduce((sum, each) => sum + each.costMicros, 0n)
  const answers = days.reduce((sum, each) => sum + each.answers, 0)
  return { period, days, total: { answers, costMicros }, currency: 'USD', budgetMicros }
}

const seriesOf = (data: ChartData) =>
  [chartOption(data).series ?? []].flat().map(({ name, data }) => ({ name, data: data as number[] }))

test('every day of the period has a bar, also those without use', () => {
  const [bars, ...others] = seriesOf(dataOf([day('2026-02-05', DOLLAR), day('2026-03-04', 3n * DOLLAR)]))
  expect(others).toEqual([])
  expect(bars?.data).toHaveLength(28)
  expect([bars?.data[0], bars?.data[1], bars?.data[27]]).toEqual([1_000_000, 0, 3_000_000])
})

test('F110 what top-ups have paid is told apart from what the budget has', () => {
  const series = seriesOf(dataOf([day('2026-02-06', 3n * DOLLAR, DOLLAR)]))
  expect(series.map(({ name, data }) => [name, data[1]])).toEqual([
    ['Paid by the budget', 2_000_000],
    ['By top-ups', 1_000_000],
  ])
})

test('the budget is a line, unless days are so cheap that it would flatten them', () => {
  const names = (cost: bigint) =>
    seriesOf(dataOf([day('2026-02-06', cost)], 28n * DOLLAR)).map(({ name }) => name)
  expect(names(DOLLAR / 4n)).toContain('Budget, spread evenly: $1.00 a day')
  expect(names(DOLLAR / 4n - 1n)).toEqual(['Paid by the budget'])
})

test('where answers cost nothing, answers are counted, and no money is told', () => {
  const data = dataOf([day('2026-02-06', 0n, 0n, 7), day('2026-02-07', 0n, 0n, 3)], 20n * DOLLAR)
  expect(seriesOf(data)).toEqual([{ name: 'Answers', data: expect.arrayContaining([7, 3]) }])
  expect(chartWords(data)).toBe(
    'Bars, one for each day from Feb 5, 2026 to Mar 4, 2026: 10 answers in all, most on Feb 6, 2026 with 7 answers',
  )
})

test('its words tell the sums, as the picture shows them', () => {
  expect(chartWords(dataOf([day('2026-02-06', DOLLAR, 0n, 1), day('2026-02-07', 2n * DOLLAR)]))).toBe(
    'Bars, one for each day from Feb 5, 2026 to Mar 4, 2026: $3.00 for 3 answers in all, most on Feb 7, 2026 with $2.00 for 2 answers',
  )
})

test('the picture is a PNG, and the same for the same days', async () => {
  const data = dataOf([day('2026-02-06', DOLLAR)], 20n * DOLLAR)
  const draw = () => drawChart(chartOption(data), { name: 'usage.png', alt: chartWords(data) })
  const [one, other] = [await draw(), await draw()]
  expect(Buffer.from(one.png.slice(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(Buffer.from(one.png).equals(Buffer.from(other.png))).toBe(true)
})
