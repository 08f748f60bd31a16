import type { Quotation } from './choose'
import type { Unit } from './units'

/** A quotation in Markdown, with its number at the end. Left-out lines are marked. */
export function quote({ number, units, chosen }: Quotation): string {
  const lines: string[] = []
  let last: { unit: Unit; at: number } | undefined
  for (const at of chosen) {
    const unit = units[at]
    if (!unit) continue
    const gap = last !== undefined && at > last.at + 1
    // Between the head of a table and a row of it others stand as a matter of course.
    if (gap && last?.unit.kind !== 'row') lines.push('…')
    const sameLine = !gap && last?.unit.paragraph === unit.paragraph && unit.kind === 'sentence'
    if (sameLine) lines.push(`${lines.pop()} ${literal(unit.text)}`)
    else lines.push(literal(unit.text))
    last = { unit, at }
  }
  // Two blanks at the end keep a line a line.
  return `${lines.map((line) => `> ${line}`).join('  \n')} [${number}]`
}

/** Markdown that means nothing but the text itself; a document's marks are not ours. */
function literal(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*[\]<>~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu, '\\$&')
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')
    .replace(/^(?:[#+-]|=+|-+)(?=\s|$)/, '\\$&')
}
