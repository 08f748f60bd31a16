import { DAY_MS, HOUR_MS, MINUTE_MS } from '../clock'
import { type Html, html } from '../web'

const UNITS = [
  [DAY_MS, 'd'],
  [HOUR_MS, 'h'],
  [MINUTE_MS, 'min'],
  [1_000, 's'],
] as const

/** "3 s", "5 min", "2 h", "40 d"; below a second in milliseconds. */
export function lasted(ms: number): string {
  const [size, unit] = UNITS.find(([size]) => ms >= size) ?? [1, 'ms']
  return `${Math.round(ms / size)}\u00A0${unit}`
}

/** How long ago, or in how long. */
export function ago(at: number, now: number): string {
  if (Math.abs(now - at) < 1_000) return 'now'
  return at < now ? `${lasted(now - at)}\u00A0ago` : `in\u00A0${lasted(at - now)}`
}

type Cell = Html | string

/** Scrolls sideways by itself where it is wider than its page, and by keyboard too. */
export const table = (heads: readonly string[], rows: readonly (readonly Cell[])[]): Html => html`
<div class="scroll" tabindex="0"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`
