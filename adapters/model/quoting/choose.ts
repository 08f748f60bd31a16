import type { Scored } from './score'
import type { Unit } from './units'

/** Units of one passage that are quoted together, in order. */
export interface Quotation {
  number: number
  units: readonly Unit[]
  chosen: readonly number[]
}

const MOST_QUOTATIONS = 3
/** What is much worse than the best is noise. */
const LEAST_OF_BEST = 0.6
const MOST_ITEMS = 8

/** @param scored best first */
export function chooseQuotations(scored: readonly Scored[]): Quotation[] {
  const best = scored[0]?.score ?? 0
  const quotations: { number: number; units: readonly Unit[]; chosen: Set<number> }[] = []
  const seen = new Set<string>()
  for (const { passage, units, at, score } of scored) {
    const text = units[at]?.text ?? ''
    // Passages may overlap.
    if (score < best * LEAST_OF_BEST || seen.has(text)) continue
    const chosen = withNeighbours(units, at)
    const beside = quotations.find(
      (one) => one.number === passage.number && chosen.some((each) => touches(one.chosen, each)),
    )
    if (!beside && quotations.length === MOST_QUOTATIONS) continue
    if (beside) for (const each of chosen) beside.chosen.add(each)
    else quotations.push({ number: passage.number, units, chosen: new Set(chosen) })
    for (const each of chosen) seen.add(units[each]?.text ?? '')
  }
  return quotations.map(({ number, units, chosen }) => ({
    number,
    units,
    chosen: [...chosen].sort((a, b) => a - b),
  }))
}

const touches = (chosen: ReadonlySet<number>, at: number) =>
  chosen.has(at - 1) || chosen.has(at) || chosen.has(at + 1)

/** What a unit cannot be read without. */
function withNeighbours(units: readonly Unit[], at: number): number[] {
  const unit = units[at]
  if (!unit) return []
  if (unit.kind === 'row') return [...new Set([startOf(units, at), at])]
  if (unit.kind === 'item') {
    const lead = startOf(units, at) - 1
    return isLead(units[lead]) ? [lead, at] : [at]
  }
  if (isLead(unit)) return [at, ...following(units, at)]
  return refersBack(unit.text) && units[at - 1]?.kind === 'sentence' ? [at - 1, at] : [at]
}

/** The first of the items or rows among which a unit stands: the head of a table. */
function startOf(units: readonly Unit[], at: number): number {
  let start = at
  while (units[start - 1]?.kind === units[at]?.kind) start -= 1
  return start
}

const isLead = (unit: Unit | undefined) => unit?.kind === 'heading' || unit?.text.endsWith(':') === true

/** The list or table under a heading, or else the one sentence. */
function following(units: readonly Unit[], at: number): number[] {
  const kind = units[at + 1]?.kind
  if (!kind || kind === 'heading') return []
  const found: number[] = []
  for (let next = at + 1; units[next]?.kind === kind && found.length < MOST_ITEMS; next += 1) {
    found.push(next)
    if (kind === 'sentence') break
  }
  return found
}

const REFERRING =
  /^(?:it|its|they|their|them|this|these|that|those|he|she|such|both|otherwise|er|sie|es|dies|diese[rsmn]?|dabei|dazu|dafür|davon|sonst|il|elle|ils|elles|ce|cela|cette|ces|este|esta|esto|estos|ello|ellos|eso|ese|sino)(?!\p{L})|^(?:これ|それ|この|その|また|ただし|なお)/iu
const refersBack = (text: string) => REFERRING.test(text)
