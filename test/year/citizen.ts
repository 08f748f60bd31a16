import type { Person } from '../model/world'

/** How somebody wishes to be told things; null: they have chosen nothing. */
export interface Wish {
  quiet: 'own' | 'never'
  from: number
  until: number
  mutesReminders: boolean
}

export interface Citizen extends Person {
  name: string
  timeZone: string
  wish: Wish | null
  /** Whether they are seen in chat on that day of the year. */
  isSeen(day: number): boolean
}

/** Of every seven people one follows each of these; and of every eleven, each of the wishes. */
const HABITS: readonly Citizen['isSeen'][] = [
  () => true,
  () => true,
  (day) => day % 5 === 0,
  (day) => day % 40 === 0,
  (day) => day % 100 === 0,
  (day) => day < 100,
  () => false,
]

/** None of them is UTC, which is what a platform tells of somebody whose zone nobody knows. */
const FAR_AND_NEAR = [
  'Europe/London',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'America/Sao_Paulo',
]

const WISHES: readonly (Wish | null)[] = [
  ...Array<null>(8).fill(null),
  { quiet: 'own', from: 10, until: 16, mutesReminders: false },
  { quiet: 'never', from: 20, until: 8, mutesReminders: false },
  { quiet: 'never', from: 20, until: 8, mutesReminders: true },
]

const at = <T>(all: readonly T[], index: number): T => all[index % all.length] as T

/** Whoever is steady is here every day. */
export const traitsOf = (
  index: number,
  isSteady: boolean,
): Pick<Citizen, 'timeZone' | 'wish' | 'isSeen'> => ({
  timeZone: at(FAR_AND_NEAR, index),
  wish: at(WISHES, index),
  isSeen: isSteady ? () => true : at(HABITS, index),
})
