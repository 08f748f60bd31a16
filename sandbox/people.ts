import type { Platform } from './driver'
import type { ListedPerson, PlatformInfo } from './protocol'
import { type WorldPerson, world } from './world'

/** Who can be played at a platform, and where they are. */
export function describePlatform(platform: Platform): PlatformInfo {
  const everybody: readonly WorldPerson[] = world.people
  return {
    platform,
    place: platform === 'slack' ? world.slack.teamName : world.discord.guildName,
    people: everybody.flatMap((person) => listPerson(person, person[platform])),
  }
}

function listPerson(person: WorldPerson, userId: string | undefined): ListedPerson[] {
  if (userId === undefined) return []
  const { name, email } = person
  const facts = [
    person.guest && 'guest of the workspace',
    person.stranger && 'from another organisation',
    person.confirmed ? 'address confirmed' : 'address not confirmed',
    `${person.timeZone.replace('_', ' ')}, ${person.locale}`,
  ]
  return [{ userId, name, email, about: facts.filter((fact) => fact).join(' · ') }]
}
