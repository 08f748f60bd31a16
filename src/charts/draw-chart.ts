import type { EChartsOption } from 'echarts'
import type { Picture } from '../chat'
import { CHART_SIZE, COLOURS } from './style'

const SCALE = 2
const CORNER = 14

/** A chart as a PNG. The libraries are loaded by the first one; it is rasterised beside the event loop. */
export async function drawChart(
  option: EChartsOption,
  { name, alt }: Pick<Picture, 'name' | 'alt'>,
): Promise<Picture> {
  const { renderAsync }: typeof import('@resvg/resvg-js') = require('@resvg/resvg-js')
  const image = await renderAsync(svgOf(option), {
    fitTo: { mode: 'zoom', value: SCALE },
    font: {
      loadSystemFonts: false,
      fontFiles: [require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')],
      defaultFontFamily: 'DejaVu Sans',
    },
  })
  return { name, png: image.asPng(), alt }
}

function svgOf(option: EChartsOption): string {
  const { init }: typeof import('echarts') = require('echarts')
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...CHART_SIZE })
  try {
    chart.setOption(option)
    return onGround(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

/** Round corners need a shape of their own: the chart's background has none. */
function onGround(svg: string): string {
  const { width, height } = CHART_SIZE
  const ground = `<rect width="${width}" height="${height}" rx="${CORNER}" fill="${COLOURS.ground}"/>`
  return svg.replace(/^<svg[^>]*>/, (opening) => opening + ground)
}
