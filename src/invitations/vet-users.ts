import { type NamedPerson, refuse, TryLater } from '../chat'
import { vet } from '../people'
import type { Doorway } from './answerer'
import type { InviteLine } from './rules'

/**
 * Chat users by the name their platform knows; guests, bots and strangers are told apart before anything is sent,
 * because they could never accept (R22). While the platform cannot be asked, a mention stays as it was typed.
 */
export async function vetUsers(
  doorway: Doorway,
  people: readonly NamedPerson[],
): Promise<{ people: NamedPerson[]; refused: InviteLine[] }> {
  const vetted = await Promise.all(people.map((person) => vetOne(doorway, person)))
  return {
    people: vetted.flatMap((one) => ('sent' in one ? [] : [one])),
    refused: vetted.flatMap((one) => ('sent' in one ? [one] : [])),
  }
}

async function vetOne(doorway: Doorway, person: NamedPerson): Promise<NamedPerson | InviteLine> {
  if (person.kind !== 'user') return person
  const typed = person.name ?? person.user.userId
  try {
    const found = await vet(doorway, { ...person.user, name: typed })
    if ('profile' in found) return { ...person, name: found.profile.name }
    const { code } = found.refusal
    const joinable = code !== 'bot' && code !== 'guest' && code !== 'stranger'
    const why = joinable
      ? refuse({ code: 'notFound', what: 'identity', typed })
      : refuse({ code: 'cannotJoin', name: typed, why: code })
    return { name: typed, sent: false, why }
  } catch (error) {
    if (error instanceof TryLater) return person
    throw error
  }
}
