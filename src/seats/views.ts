import type { Plan } from '../billing'
import { bold, type Card, fileSize, shorten, text } from '../chat'
import { isNearlyFull, type Seats, seatsWords } from './seats'

const NAME_LENGTH = 60
const named = ({ workspaceName }: Seats) => shorten(workspaceName, NAME_LENGTH)

/** One line of a card. */
export const seatsField = (seats: Seats): { name: string; value: string } => ({
  name: `Seats of workspace ${named(seats)}`,
  value: seatsWords(seats),
})

/** The same, where few are left. */
export const fewSeatsField = (seats: Seats): { name: string; value: string } => ({
  name: seatsField(seats).name,
  value: `${seatsWords(seats)} are taken. ${left(seats)}`,
})

const HOW_FREED =
  'Users take one each, and so do people with a pending invitation. A seat comes free when an invitation is cancelled, ' +
  'declined or expires, and when somebody is removed from the workspace.'

/** To who can see to it that there is room. */
export const nearlyFullCard = (seats: Seats): Card => ({
  tone: 'warning',
  title: `${seatsWords(seats)} seats are taken`,
  text: `${left(seats)} ${HOW_FREED}`,
  context: inWorkspace(seats),
})

/** What the plan gives, and what follows when that is less than there is. */
export const planChangedCard = (seats: Seats, plan: Plan): Card => ({
  tone: isNearlyFull(seats) ? 'warning' : 'info',
  title: `Your workspace has the plan ${plan.name} now`,
  ...(isNearlyFull(seats) && { text: `${left(seats)} ${HOW_FREED}` }),
  fields: [
    { name: 'Seats', value: `${seatsWords(seats)} are taken` },
    { name: 'Size of a document', value: `up to ${fileSize(plan.documentBytes)}` },
  ],
  context: inWorkspace(seats),
})

function left({ used, limit }: Seats): string {
  if (used < limit) return `${limit - used} ${limit - used === 1 ? 'is' : 'are'} left.`
  const over = used > limit ? 'Nobody is thrown out, but nobody' : 'Nobody'
  return `${over} new can be invited.`
}

const inWorkspace = (seats: Seats) => text`Workspace ${bold(named(seats))}`
