/** The least that can be quoted and still be read: a sentence, or a whole list item, table row or heading. */
export interface Unit {
  text: string
  kind: 'sentence' | 'item' | 'row' | 'heading'
  /** Units of one paragraph stand on one line. */
  paragraph: number
}

const ITEM = /^\s*(?:[-*+•‣▪◦–]|\d{1,3}[.)]|\p{Ll}[.)])\s+\S/u
const HEADING = /^#{1,6}\s+/
const RULE = /^[\s|:=_-]*$/
/** As wide as lines are that were broken for the page. */
const BROKEN_LINE = 60
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** A passage in the order in which it reads. */
export function unitsOf(text: string): Unit[] {
  const units: Unit[] = []
  let paragraph = 0
  let open = ''
  const add = (kind: Unit['kind'], words: string) => units.push({ kind, text: words.trim(), paragraph })
  const close = () => {
    paragraph += 1
    if (open) for (const unit of paragraphUnits(open)) add(unit.kind, unit.text)
    open = ''
    paragraph += 1
  }
  for (const line of text.split('\n')) {
    const last = units.at(-1)
    if (RULE.test(line)) close()
    else if (HEADING.test(line)) {
      close()
      add('heading', line.replace(HEADING, ''))
    } else if (ITEM.test(line)) {
      close()
      add('item', line)
    } else if (isRow(line)) {
      close()
      add('row', line)
    } else if (!open && last?.kind === 'item' && /^\s{2,}\S/.test(line)) last.text += ` ${line.trim()}`
    else {
      if (open && !goesOn(open, line)) close()
      open += (open && ' ') + line.trim()
    }
  }
  close()
  return units
}

const isRow = (line: string) => /\S\s*\t\s*\S/.test(line) || /\S\s*\|\s*\S/.test(line)

const goesOn = (before: string, line: string) =>
  /^\s*\p{Ll}/u.test(line) || (before.length >= BROKEN_LINE && !/[.!?:。！？]\s*$/.test(before))

function paragraphUnits(text: string): Pick<Unit, 'kind' | 'text'>[] {
  if (text.length < BROKEN_LINE && !/[.!?:;,。！？]$|\d|:\s/.test(text)) return [{ kind: 'heading', text }]
  const found: string[] = []
  for (const { segment } of sentences.segment(text)) {
    const last = found.at(-1)
    if (last !== undefined && ABBREVIATION.test(last)) found[found.length - 1] = last + segment
    else found.push(segment)
  }
  return found.map((sentence) => ({ kind: 'sentence', text: sentence }))
}

const ABBREVIATION =
  /(?:^|[\s(])(?:(?:\p{L}\.)+|(?:Dr|Mr|Mrs|Ms|Prof|No|Nr|St|Art|Abs|bzw|ca|vgl|inkl|usw|etc|approx|Mme|Sr|Sra|Tel|max|min)\.)\s*$/iu
