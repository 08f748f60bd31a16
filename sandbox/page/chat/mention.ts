import type { ListedPerson } from '../../protocol'
import type { Completion } from './completion'

const bot = { name: 'Rolecall', email: 'the bot' }

/** The bot and people whose first or last name begins like what follows the `@` at the end of the line. */
export function completeMention(people: ListedPerson[], line: string): Completion[] {
  const [, before, typed] = /^((?:|[\s\S]*[\s:,"])@)([^@\n]*)$/.exec(line) ?? []
  if (before === undefined || typed === undefined) return []
  const wanted = typed.toLowerCase()
  const fits = (name: string) => ` ${name.toLowerCase()}`.includes(` ${wanted}`)
  return [...people, bot]
    .filter(({ name }) => fits(name) && name.toLowerCase() !== wanted)
    .map(({ name, email }) => ({ line: `${before}${name} `, label: name, detail: email, isEager: true }))
}
