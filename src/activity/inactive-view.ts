import { bold, type Card, ref, shorten, type Text, text, time } from '../chat'
import type { Inactive } from './people'
import { personRow } from './rows'
import type { Standing } from './standing'
import { personsWords, scopeLine, titleOf } from './views'

/** Somebody removed since the review was made. */
export interface Removed {
  name: string
  by: string
  at: number
}

/** Those who are inactive, each with what can be decided about them; drawn anew after every decision (B4). */
export function inactiveCard(standing: Standing, found: Inactive, removed: readonly Removed[]): Card {
  const { scope, inactiveAfterDays } = standing.at
  const { people, total, kept, putOff } = found
  const done = total === kept + putOff
  const title = titleOf('Weekly review of', scope)
  return {
    title: total === 0 ? title : `${title}: ${seenWords(total, inactiveAfterDays)}`,
    ...(done && { tone: 'success' }),
    text: [leadOf(standing, found), ...removed.map(goneWords)].reduce((all, each) => text`${all}\n${each}`),
    rows: people.map((person) => personRow(person, standing)),
    context: scopeLine(scope),
    buttons: [{ label: 'Everybody by last activity', press: ref('reviews.show', scope.kind, scope.id) }],
  }
}

const seenWords = (count: number, days: number) =>
  `${personsWords(count)} ${count === 1 ? 'was' : 'were'} not seen for ${days} days`

function leadOf({ at }: Standing, { people, total, kept, putOff }: Inactive): Text {
  const who = at.scope.kind === 'team' ? 'the team' : 'the workspace and in none of its teams'
  const left = total - kept - putOff
  const off = [...(kept > 0 ? [`${kept} kept`] : []), ...(putOff > 0 ? [`${putOff} put off by you`] : [])]
  const decided = off.length > 0 ? ` Already decided: ${off.join(', ')}.` : ''
  if (left === 0) return `Nothing is left to decide about people in ${who}.${decided}`
  const more =
    total > people.length ? ' The list begins with those who have been silent for the longest.' : ''
  return text`${bold(personsWords(left))} in ${who} ${left === 1 ? 'waits' : 'wait'} for your decision.${decided}${more} Nobody is removed automatically.`
}

const goneWords = ({ name, by, at }: Removed): Text =>
  text`${bold(shorten(name, 40))} was removed by ${shorten(by, 40)} ${time(at, 'relative')}.`
