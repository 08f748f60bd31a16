import type { FormValues, Happening } from '../../src/chat'
import type { Actor, World } from './world'

/** Numbers that pick, so that a run can be repeated. */
export interface Dice {
  first: number
  second: number
  third: number
  yes: boolean
  /** For what ends much, so that there is something left. */
  seldom: boolean
}

/** What somebody does, and what ought to come of it. */
export interface Plan {
  does: Happening
  /** On the card that comes, this button is pressed. */
  clicks?: string
  /** Into the form that comes. */
  fills?: FormValues
  /** What changes; false: it is refused, or is so already. `newest`: id of the last row of a table. */
  effect: false | ((newest: (table: string) => Promise<string>) => Promise<void> | void)
}

/** Null: there is nothing to do it to. */
export type Deed = (world: World, actor: Actor, dice: Dice) => Plan | null

export function pick<T>(all: Iterable<T>, number: number): T | undefined {
  const list = [...all]
  return list[number % list.length]
}

/** Half of the time one that is still there: most of what ever was has gone. */
export function pickLiving<T extends { gone: boolean }>(
  all: Iterable<T>,
  { first, yes }: Dice,
): T | undefined {
  const list = [...all]
  const living = list.filter(({ gone }) => !gone)
  return pick(yes && living.length > 0 ? living : list, first)
}

/** The same of what waits. */
export function pickOpen<T extends { status: string }>(
  all: Iterable<T>,
  { first, yes }: Dice,
): T | undefined {
  const list = [...all]
  const open = list.filter(({ status }) => status === 'pending')
  return pick(yes && open.length > 0 ? open : list, first)
}

export const typed = (command: string, options: Readonly<Record<string, string>>): Happening => ({
  kind: 'command',
  command,
  words: { options },
})

export const pressed = (...press: readonly string[]): Happening => ({ kind: 'press', press: press.join(':') })

export const submitted = (ids: readonly string[], values: FormValues): Happening => ({
  kind: 'submit',
  submit: ids.join(':'),
  values,
})
