import { createContext, useContext } from 'react'
import type { Platform, SeenChannel } from '../../driver'
import type { ListedPerson } from '../../protocol'

/** Through whose eyes a panel looks. */
export interface Person {
  platform: Platform
  userId: string
  people: ListedPerson[]
  channels: SeenChannel[]
  /** What the bot offers in the menu of a message. */
  menu: string[]
}

export const PersonContext = createContext<Person | null>(null)

export function usePerson(): Person {
  const person = useContext(PersonContext)
  if (!person) throw new Error('outside of PersonContext')
  return person
}
