/** Pictures of figures: `style` (colours and sizes) → `bar-chart` (what is drawn; pure) → `draw-chart` (as a PNG). */
export { barChart, bars } from './bar-chart'
export { drawChart } from './draw-chart'
export { COLOURS } from './style'
