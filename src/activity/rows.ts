import { bold, type Menu, ROLE_NAMES, type Row, ref, shorten, type Text, text, time } from '../chat'
import { type Reviewed, silentSince } from './people'
import type { Reviewing } from './reviewer'
import { inactiveBefore, mayRemindFrom, SNOOZES } from './rules'

/** Where a row stands: its buttons come back with that. */
export interface Standing {
  at: Reviewing
  /** Kind and id of what the card shows, as `From`; of a list also its page. */
  from: readonly [kind: string, id: string]
  page?: number
  readBy: string | null
  now: number
}

const NAME_LENGTH = 40

/** Somebody with role, last activity, and what reviewers may decide about them. */
export function personRow(person: Reviewed, standing: Standing): Row {
  const menu = menuFor(person, standing)
  return { text: lineOf(person, standing), ...(menu && { menu }) }
}

function lineOf(person: Reviewed, standing: Standing): Text {
  const { name, role, lastActiveAt, reminded, kept } = person
  const since = silentSince(person)
  const seen = lastActiveAt === null ? 'not seen in chat yet' : text`active ${time(lastActiveAt, 'relative')}`
  const away = isInactive(person, standing) ? ' · inactive' : ''
  const told =
    reminded && reminded.at >= since
      ? text` · reminded ${time(reminded.at, 'relative')}${reminded.by === null ? '' : ` by ${shorten(reminded.by, NAME_LENGTH)}`}`
      : ''
  const stays =
    kept && kept.at >= since
      ? text` · kept by ${shorten(kept.by, NAME_LENGTH)} ${time(kept.at, 'relative')}`
      : ''
  return text`${bold(shorten(name, NAME_LENGTH))} — ${ROLE_NAMES[role]} · ${seen}${away}${told}${stays}`
}

const isInactive = (person: Reviewed, { at, now }: Standing): boolean =>
  silentSince(person) < inactiveBefore(at.inactiveAfterDays, now)

/** Kept by somebody, and not silent for long since then. */
const isKept = ({ kept }: Reviewed, { at, now }: Standing): boolean =>
  kept !== null && kept.at >= inactiveBefore(at.inactiveAfterDays, now)

function menuFor(person: Reviewed, standing: Standing): Menu | undefined {
  const { readBy, now } = standing
  if (!isInactive(person, standing) || person.personId === readBy) return undefined
  const remindable = now >= mayRemindFrom(person.reminded?.at ?? null)
  const options = [
    ...(isKept(person, standing) ? [] : [{ label: 'Keep', press: deed('reviews.keep', person, standing) }]),
    ...(remindable ? [{ label: 'Remind', press: deed('reviews.remind', person, standing) }] : []),
    ...removal(person, standing),
    ...(standing.at.review?.kind === 'weekly' && !isKept(person, standing)
      ? SNOOZES.map((weeks) => ({
          label: weeks === 1 ? 'Not for a week' : `Not for ${weeks} weeks`,
          press: ref('reviews.snooze', ...standing.from, person.personId, String(weeks)),
        }))
      : []),
  ]
  return options.length > 0 ? { label: 'Decide', options } : undefined
}

const deed = (press: string, { personId }: Reviewed, { from, page }: Standing) =>
  ref(press, ...from, personId, ...(page === undefined ? [] : [String(page)]))

/** Leads to the step that asks to confirm it, with all its rules (R3, R5, H11). */
function removal({ membershipId, personId, role }: Reviewed, { at }: Standing) {
  if (role === 'owner') return []
  const press =
    membershipId === null
      ? ref('workspaces.askRemove', at.scope.workspaceId, personId)
      : ref('teams.askRemove', membershipId)
  return [{ label: 'Remove…', press }]
}
