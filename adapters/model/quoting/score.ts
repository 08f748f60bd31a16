import type { Passage } from '../../../src/chat'
import type { Asked } from './question'
import { type Unit, unitsOf } from './units'
import { contentOf } from './words'

export interface Scored {
  passage: Passage
  units: readonly Unit[]
  /** Which of the units. */
  at: number
  score: number
}

/** Of what was asked, so much must be answered: a third by weight. */
const LEAST_SHARE = 0.3
/** A word in the same paragraph, or in the name of the document, helps, but less than one in the sentence. */
const NEARBY = 0.4

/** Units that have something of what was asked, best first. */
export function scoreUnits(passages: readonly Passage[], asked: Asked): Scored[] {
  const read = passages.map((passage) => {
    const units = unitsOf(passage.text)
    const title = contentOf(`${passage.document.replace(/[._-]/g, ' ')} ${passage.place}`)
    return { passage, units, title, stems: units.map((unit) => contentOf(unit.text)) }
  })
  const all = read.flatMap(({ stems }) => stems)
  // A word that is everywhere tells little; one that is nowhere was asked for in vain.
  const words = asked.words.map(({ stem, weight }) => {
    const having = all.filter((stems) => likeness(stem, stems) > 0).length
    return { stem, worth: weight * Math.log(1 + (all.length + 1) / (having + 1)) }
  })
  const whole = words.reduce((sum, { worth }) => sum + worth, 0)

  return read
    .flatMap(({ passage, units, title, stems }, rank) => {
      // What asks for a heading in its own words is answered by what stands under it.
      const asTitled = words.length > 0 && words.every(({ stem }) => title.includes(stem))
      return units.map((unit, at) => {
        const here = stems[at] ?? []
        const near = [
          ...title,
          ...(stems[at - 1] ?? []),
          ...(stems[at + 1] ?? []),
          ...headingOf(units, stems, at),
        ]
        let [direct, nearby] = [0, 0]
        for (const { stem, worth } of words) {
          const found = likeness(stem, here)
          direct += worth * found
          nearby += worth * Math.max(0, NEARBY * likeness(stem, near) - found)
        }
        const needed = asTitled || [...asked.needed].some((stem) => likeness(stem, here) > 0)
        const share = needed ? (direct + nearby) / whole : 0
        const figure = asked.wantsFigure && /\d/.test(unit.text) ? 1.25 : 1
        const heading = unit.kind === 'heading' ? 0.7 : 1
        const score =
          share < LEAST_SHARE ? 0 : share * figure * heading * brevity(here.length) * (1 - rank / 50)
        return { passage, units, at, score }
      })
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
}

/** The heading that stands over a unit. */
function headingOf(units: readonly Unit[], stems: readonly string[][], at: number): readonly string[] {
  for (let before = at - 1; before >= 0; before -= 1) {
    if (units[before]?.kind === 'heading' || units[before]?.text.endsWith(':')) return stems[before] ?? []
  }
  return []
}

/** 1 for the same word, half for one that is part of the other, as in "Urlaub" and "Urlaubstage". */
function likeness(stem: string, stems: readonly string[]): number {
  if (stems.includes(stem)) return 1
  return stems.some((other) => isPart(stem, other) || isPart(other, stem)) ? 0.5 : 0
}

const isPart = (short: string, long: string) =>
  short.length >= 5 && long.length > short.length && !/\d/.test(short) && long.includes(short)

const brevity = (words: number) => 1 / (1 + Math.max(0, words - 20) / 40)
