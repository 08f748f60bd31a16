import type { BarSeriesOption, EChartsOption, LineSeriesOption } from 'echarts'
import { COLOURS, WORDS } from './style'

type Series = BarSeriesOption | LineSeriesOption

/** One bar of a stack, in the order of the labels. */
export const bars = (name: string, color: string, data: number[]): BarSeriesOption => ({
  ...{ name, type: 'bar', stack: 'one', data, barCategoryGap: '28%', itemStyle: { color } },
})

/** Stacked bars with words below them, and above and below all what they are, where it is said; what stands beside the scale is `tick`'s. */
export function barChart({
  title,
  below,
  labels,
  series,
  hasLegend,
  isLabelled,
  tick,
  wholeNumbers,
}: {
  /** Takes the place of the legend, which goes to the other side. */
  title?: string
  /** What the words below the bars are. */
  below?: string
  labels: readonly string[]
  series: Series[]
  hasLegend: boolean
  /** Which of the labels are shown. */
  isLabelled(index: number): boolean
  tick(value: number): string
  /** They are counts. */
  wholeNumbers: boolean
}): EChartsOption {
  return {
    animation: false,
    textStyle: WORDS,
    // Wide gaps, because text is measured by a font that runs narrower.
    ...(title && {
      title: { text: title, top: 10, left: 20, textStyle: { ...WORDS, fontWeight: 'normal' } },
    }),
    legend: {
      ...{
        show: hasLegend,
        top: 12,
        ...(title ? { right: 44 } : { left: 20 }),
        itemGap: 44,
        itemWidth: 18,
        itemHeight: 12,
      },
      textStyle: WORDS,
    },
    grid: { left: 20, right: 24, top: hasLegend ? 56 : 28, bottom: below ? 40 : 14, containLabel: true },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisTick: { show: false },
      ...(below && { name: below, nameLocation: 'middle', nameGap: 40, nameTextStyle: WORDS }),
      axisLine: { lineStyle: { color: COLOURS.faint, width: 2 } },
      axisLabel: { ...WORDS, margin: 12, interval: isLabelled },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      ...(wholeNumbers && { minInterval: 1 }),
      axisLabel: { ...WORDS, formatter: tick },
      splitLine: { lineStyle: { color: COLOURS.faint } },
    },
    series,
  }
}
