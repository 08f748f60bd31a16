import { moneyWords, type Plan } from '../billing'
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

interface Change {
  plan: Plan
  /** Of what plans and answers cost, ISO 4217. */
  currency: string
  /** Name of the plan whose subscription has ended; null: another reason. */
  ended: string | null
}

/** What the plan gives, and what follows when that is less than there is. */
export function planChangedCard(seats: Seats, { plan, currency, ended }: Change): Card {
  const reason = ended === null ? [] : [`The subscription to the plan ${ended} has ended.`]
  const room = isNearlyFull(seats) ? [`${left(seats)} ${HOW_FREED}`] : []
  const words = [...reason, ...room].join('\n')
  const { documentBytes, monthlyBudgetMicros, monthlyPriceMicros } = plan
  return {
    tone: isNearlyFull(seats) ? 'warning' : 'info',
    title: `Your workspace has the plan ${plan.name} now`,
    ...(words && { text: words }),
    fields: [
      { name: 'Seats', value: `${seatsWords(seats)} are taken` },
      { name: 'Size of a document', value: `up to ${fileSize(documentBytes)}` },
      { name: 'Budget for answers', value: `${moneyWords(monthlyBudgetMicros, currency)} a month` },
      ...(monthlyPriceMicros > 0n
        ? [{ name: 'Price', value: `${moneyWords(monthlyPriceMicros, currency)} a month` }]
        : []),
    ],
    context: inWorkspace(seats),
  }
}

function left({ used, limit }: Seats): string {
  if (used < limit) return `${limit - used} ${limit - used === 1 ? 'is' : 'are'} left.`
  const over = used > limit ? 'Nobody is thrown out, but nobody' : 'Nobody'
  return `${over} new can be invited.`
}

const inWorkspace = (seats: Seats) => text`In workspace ${bold(named(seats))}`
