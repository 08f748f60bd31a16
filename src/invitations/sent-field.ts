import { type Card, ROLE_NAMES, shorten } from '../chat'
import type { Sent } from './take-back'

const SHOWN = 6
const NAME_LENGTH = 40

/** What a confirm card says of the invitations that end with their sender; no field when there are none. */
export function sentField(sent: readonly Sent[], whose: 'their' | 'your'): NonNullable<Card['fields']> {
  if (sent.length === 0) return []
  const words = sent
    .slice(0, SHOWN)
    .map(({ inviteeName, role }) => `${shorten(inviteeName, NAME_LENGTH)} as ${ROLE_NAMES[role]}`)
  const more = sent.length > SHOWN ? ` and ${sent.length - SHOWN} more` : ''
  return [{ name: `Of ${whose} own invitations these are cancelled`, value: `${words.join(', ')}${more}` }]
}
