import { type Choice, LIMITS, shorten } from '../chat'
import { maskAddress } from './address'
import type { WorkspacePerson } from './workspace-person'

/** People to pick from. Those of one name carry as little of an address as tells them apart. */
export const tellApart = (people: readonly WorkspacePerson[]): readonly Choice[] =>
  people.map((person) => {
    const { personId: value, name } = person
    const namesakes = people.filter((other) => other !== person && fold(other.name) === fold(name))
    const label =
      namesakes.length === 0
        ? shorten(name, LIMITS.choiceLabel)
        : `${shorten(name, HALF)} (${shorten(hintOf(person, namesakes), HALF)})`
    return { value, label }
  })

/** Name and address share a label with the three signs around them. */
const HALF = (LIMITS.choiceLabel - 3) / 2

const fold = (name: string) => name.toLowerCase()

/** Who shares a name mostly shares the first letter and the domain too: the end of what is before it differs. */
function hintOf({ address }: WorkspacePerson, namesakes: readonly WorkspacePerson[]): string {
  if (address === null) return 'no address'
  const others = namesakes.flatMap((other) => other.address ?? [])
  for (let ending = 0; ending < address.indexOf('@'); ending += 1) {
    const mask = maskAddress(address, ending)
    if (!others.some((other) => maskAddress(other, ending) === mask)) return mask
  }
  return address
}
