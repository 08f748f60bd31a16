import { bold, ROLE_NAMES, type Row, shorten, type Text, text, time } from '../chat'
import { menuFor } from './menu'
import { type Reviewed, silentSince } from './people'
import { isInactive, type Standing } from './standing'

const NAME_LENGTH = 40

/** Somebody with role, last activity, and what reviewers may decide about them. */
export function personRow(person: Reviewed, standing: Standing): Row {
  const menu = menuFor(person, standing)
  return { text: lineOf(person, standing), ...(menu && { menu }) }
}

function lineOf(person: Reviewed, standing: Standing): Text {
  const { name, role, lastActiveAt, reminded, kept, putOffUntil } = person
  const since = silentSince(person)
  const seen = lastActiveAt === null ? 'not seen in chat yet' : text`active ${time(lastActiveAt, 'relative')}`
  const away = isInactive(person, standing) ? ' · inactive' : ''
  const told =
    reminded && reminded.at >= since
      ? text` · reminded ${time(reminded.at, 'relative')}${reminded.by === null ? '' : ` by ${shorten(reminded.by, NAME_LENGTH)}`}`
      : ''
  const decided =
    kept && kept.at >= since
      ? text` · kept by ${shorten(kept.by, NAME_LENGTH)} ${time(kept.at, 'relative')}`
      : putOffUntil === null
        ? ''
        : text` · put off by you until ${time(putOffUntil, 'absolute')}`
  return text`${bold(shorten(name, NAME_LENGTH))} — ${ROLE_NAMES[role]} · ${seen}${away}${told}${decided}`
}
