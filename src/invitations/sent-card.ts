import { type Card, explainCard, type Refusal, ROLE_NAMES, type Text, text, time } from '../chat'
import { fewSeatsField, type Seats } from '../seats'
import type { InviteLine } from './rules'
import { inScope } from './scope'
import type { InvitationsSent } from './send'

/** What the inviter sees: how many went out, and every line that did not, with its reason. */
export function sentCard({ lines, scope, role, expiresAt, seats }: InvitationsSent): Card {
  const sent = lines.filter((line) => line.sent)
  const refused = lines.filter((line) => !line.sent)
  const fields = [...refusedFields(refused), ...seatFields(lines, seats)]
  const people = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`
  return {
    tone: refused.length === 0 ? 'success' : 'warning',
    title: sent.length === 0 ? 'Nobody was invited' : `Invited ${people(sent.length)} as ${ROLE_NAMES[role]}`,
    ...(sent.length > 0 && { text: shortList(sent.map((line) => line.name)) }),
    ...(fields.length > 0 && { fields }),
    context: sent.length === 0 ? inScope(scope) : text`${inScope(scope)} · open until ${time(expiresAt)}`,
  }
}

/** A hundred lines must fit: reasons are grouped, names listed as far as there is room, the rest counted. */
function refusedFields(refused: readonly InviteLine[]): { name: string; value: Text }[] {
  const byReason = new Map<string, string[]>()
  for (const line of refused) {
    if (line.sent) continue
    const reason = explainCard(aboutNobody(line.why)).title
    byReason.set(reason, [...(byReason.get(reason) ?? []), line.name])
  }
  const length = Math.min(REFUSED_LENGTH, REFUSED_TOTAL / byReason.size)
  return [...byReason].map(([reason, names]) => ({
    name: `Not invited: ${reason}`,
    value: shortList(names, length),
  }))
}

/** What to do for those who found no seat; else a warning while few are left. */
function seatFields(lines: readonly InviteLine[], seats: Seats | null): { name: string; value: Text }[] {
  const full = lines.find((line) => !line.sent && line.why.code === 'seatsFull')
  if (full && !full.sent) return [{ name: 'More seats', value: explainCard(full.why).text ?? '' }]
  return seats ? [fewSeatsField(seats)] : []
}

/** The reason without whom it is about, so that everybody whom it concerns is listed under it. */
function aboutNobody(why: Refusal): Refusal {
  if (why.code === 'alreadyMember') return { ...why, name: 'This person' }
  return why.code === 'alreadyPending' ? { ...why, who: 'This person' } : why
}

const SENT_LENGTH = 1_000
const REFUSED_LENGTH = 300
/** For as many reasons as there are. */
const REFUSED_TOTAL = 1_200

function shortList(names: readonly string[], length = SENT_LENGTH): string {
  const fitting: string[] = []
  let used = 0
  for (const name of names) {
    used += name.length + 2
    if (used > length) break
    fitting.push(name)
  }
  const more = names.length - fitting.length
  return fitting.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
