import { plainText, type Reader } from '../../../src/chat'
import { type Preference, USUAL, WAYS } from '../../../src/notices/preferences/preference'
import { type Profile, profileCard } from '../../../src/notices/preferences/profile-view'

const reader: Reader = { locale: 'en', timeZone: 'Etc/UTC', now: Date.UTC(2026, 6, 1, 10, 22) }

/** What the card says in its text (no name) or in a field. */
function says(name: string | null, wishes: Partial<Preference>, known: Partial<Profile> = {}): string {
  const profile: Profile = {
    ...{ preference: { ...USUAL, ...wishes }, accountName: 'Acme', accounts: 1 },
    ...{ ways: WAYS, platform: 'slack', zone: wishes.timeZone ?? null, ...known },
  }
  const card = profileCard(profile, reader)
  const words = name === null ? card.text : card.fields?.find((field) => field.name === name)?.value
  return plainText(words ?? 'nothing', reader).replaceAll('\u202f', ' ')
}

test('a time zone is told with its offset, its clock, and who says so', () => {
  const berlin = { zone: 'Europe/Berlin' }
  const zone = (...given: [Partial<Preference>, Partial<Profile>?]) => says('Time zone', ...given)
  expect(zone({ timeZone: 'Europe/Berlin' })).toBe('Europe/Berlin (UTC+2), now 12:22 PM')
  expect(zone({}, berlin)).toBe('Europe/Berlin (UTC+2), now 12:22 PM, as Slack says')
  expect(zone({}, { ...berlin, platform: 'discord' })).toContain('as Slack says')
  expect(zone({}, { platform: 'discord' })).toBe(
    'UTC, now 10:22 AM, since Discord does not tell yours; set it with the button below',
  )
  expect(zone({ timeZone: 'UTC' }, { platform: 'discord' })).toBe('UTC, now 10:22 AM')
})

test('R20 where nobody knows their zone, the usual quiet hours do not hold yet, and their own go by UTC', () => {
  const berlin = { zone: 'Europe/Berlin' }
  const quiet = (...given: [Partial<Preference>, Partial<Profile>?]) => says('Quiet hours', ...given)
  expect(quiet({}, berlin)).toBe('20:00 to 8:00, for reminders and reviews')
  expect(quiet({})).toBe('20:00 to 8:00, for reminders and reviews, once your time zone is known')
  const own = { quiet: 'own', hours: { from: 22, until: 7 } } as const
  expect(quiet(own, berlin)).toBe('22:00 to 7:00, for everything that can wait')
  expect(quiet(own)).toBe('22:00 to 7:00 UTC, for everything that can wait')
  expect(quiet({ quiet: 'never' })).toBe('None')
})

test('what comes is said of each way, and of one by which they are not known, that nothing does so far', () => {
  const muted = { slack: ['review', 'money'], discord: ['outcome', 'reminder', 'review', 'money'] } as const
  expect(says('In Slack', { muted })).toBe('All but reviews and money')
  expect(says('In Discord', { muted })).toBe('Only what always comes')
  expect(says('By mail', { muted })).toBe('Everything, where chat does not reach you')
  expect(says('By mail', { destination: 'mail' })).toBe('Everything')
  expect(says('In Discord', {}, { ways: ['slack'] })).toBe('Everything, once you are known there')
})

test('a place where they are not known is said to have no effect so far', () => {
  const wanted = { destination: 'discord' } as const
  expect(says('Messages come', wanted)).toBe('In Discord, else elsewhere')
  expect(says('Messages come', wanted, { ways: ['slack', 'mail'] })).toBe(
    'In Discord, else elsewhere. No Discord user of yours is known here, so for now they come elsewhere; /link adds one.',
  )
})

test('what comes by none of their ways is said, and what becomes of it', () => {
  const all = ['outcome', 'reminder', 'review', 'money'] as const
  const everywhere = { slack: all, discord: all, mail: all }
  expect(says(null, { muted: everywhere })).toContain(
    'Reminders and reviews do not come at all. Outcomes and money only wait in /inbox, for 30 days.',
  )
  expect(says(null, { muted: { slack: ['review'] } })).not.toContain('at all')
  expect(says(null, { muted: { slack: ['review'] } }, { ways: ['slack', 'mail'] })).toContain(
    'Reviews do not come at all.',
  )
})
