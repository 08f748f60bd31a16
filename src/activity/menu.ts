import { type Menu, ref } from '../chat'
import { GIVABLE_ROLES } from '../teams'
import { WORKSPACE_ROLES } from '../workspaces'
import type { Reviewed } from './people'
import { SNOOZES } from './rules'
import { isInactive, isKept, type Standing } from './standing'

type Options = Menu['options']

/** What its reader may decide about somebody; nobody decides about themselves. */
export function menuFor(person: Reviewed, standing: Standing): Menu | undefined {
  if (person.personId === standing.readBy) return undefined
  const isWeekly = standing.at.review?.kind === 'weekly'
  const isAway = isInactive(person, standing)
  const options = [
    ...(isAway ? aboutSilence(person, standing) : []),
    ...(isWeekly ? [] : roles(person, standing)),
    ...(isWeekly && !isAway ? [] : removal(person, standing)),
    ...(isWeekly && isAway ? puttingOff(person, standing) : []),
  ]
  return options.length > 0 ? { label: 'Decide', options } : undefined
}

/** Reminding is refused with the reason and the time where it is too soon, which a card that stays cannot know. */
function aboutSilence(person: Reviewed, standing: Standing): Options {
  const isOff = isKept(person, standing) || person.putOffUntil !== null
  return [
    ...(isKept(person, standing) ? [] : [{ label: 'Keep', press: deed('reviews.keep', person, standing) }]),
    ...(isOff ? [{ label: 'Put back on the list', press: deed('reviews.putBack', person, standing) }] : []),
    { label: 'Remind', press: deed('reviews.remind', person, standing) },
  ]
}

const puttingOff = (person: Reviewed, standing: Standing): Options =>
  isKept(person, standing) || person.putOffUntil !== null
    ? []
    : SNOOZES.map((weeks) => ({
        label: weeks === 1 ? 'Not for a week' : `Not for ${weeks} weeks`,
        press: ref('reviews.snooze', ...standing.from, person.personId, String(weeks)),
      }))

const deed = (press: string, { personId }: Reviewed, { from, page }: Standing) =>
  ref(press, ...from, personId, ...(page === undefined ? [] : [String(page)]))

/** Both lead to the step that asks to confirm it, with all its rules (R3, R5, H11). */
function roles({ membershipId, personId, role }: Reviewed, { at }: Standing): Options {
  if (role === 'owner') return []
  const press = (to: string) =>
    membershipId === null
      ? ref('workspaces.askRole', at.scope.workspaceId, personId, to)
      : ref('teams.askRole', membershipId, to)
  const all = membershipId === null ? WORKSPACE_ROLES : GIVABLE_ROLES
  return all
    .filter(({ value }) => value !== role)
    .map(({ value, label }) => ({ label: `Make ${label}`, press: press(value) }))
}

function removal({ membershipId, personId, role }: Reviewed, { at }: Standing): Options {
  if (role === 'owner') return []
  const press =
    membershipId === null
      ? ref('workspaces.askRemove', at.scope.workspaceId, personId)
      : ref('teams.askRemove', membershipId)
  return [{ label: 'Remove…', press }]
}
