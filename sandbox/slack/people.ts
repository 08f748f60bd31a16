import type { WorldPerson } from '../world'
import type { Json } from './json'

export const slackbot = 'USLACKBOT'

export interface SlackUser {
  id: string
  /** The team the person belongs to; another one for people met through Slack Connect. */
  teamId: string
  name: string
  handle: string
  email: string
  confirmed: boolean
  locale: string
  timeZone: string
  rank: 'owner' | 'admin' | 'member'
  guest: boolean
  stranger: boolean
  bot: boolean
  deactivated: boolean
}

export function toSlackUser(
  person: WorldPerson & { slack: string },
  teamId: string,
  rank: SlackUser['rank'],
): SlackUser {
  return {
    id: person.slack,
    teamId: person.stranger ? 'T0PARTNER1' : teamId,
    name: person.name,
    handle: person.name.toLowerCase().replaceAll(' ', '.'),
    email: person.email,
    confirmed: person.confirmed,
    locale: person.locale,
    timeZone: person.timeZone,
    rank,
    guest: person.guest ?? false,
    stranger: person.stranger ?? false,
    bot: false,
    deactivated: false,
  }
}

/** The user object: https://docs.slack.dev/reference/objects/user-object */
export function userObject(user: SlackUser, now: number, show: { email: boolean; locale: boolean }): Json {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.handle,
    deleted: user.deactivated,
    real_name: user.name,
    tz: user.timeZone,
    tz_label: zonePart(user.timeZone, now, 'long'),
    tz_offset: offsetSeconds(user.timeZone, now),
    is_admin: user.rank !== 'member',
    is_owner: user.rank === 'owner',
    is_primary_owner: user.rank === 'owner',
    is_restricted: user.guest,
    is_ultra_restricted: false,
    is_bot: user.bot,
    is_stranger: user.stranger,
    is_app_user: false,
    is_email_confirmed: user.confirmed,
    updated: Math.floor(now / 1_000),
    profile: {
      real_name: user.name,
      real_name_normalized: user.name,
      display_name: user.name,
      display_name_normalized: user.name,
      team: user.teamId,
      ...(show.email && !user.bot && !user.stranger ? { email: user.email } : {}),
    },
    ...(show.locale ? { locale: user.locale } : {}),
  }
}

function offsetSeconds(timeZone: string, now: number): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(zonePart(timeZone, now, 'longOffset')) ?? []
  if (!sign) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60)
}

function zonePart(timeZone: string, now: number, timeZoneName: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName }).formatToParts(now)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}
