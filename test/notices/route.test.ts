import type { NoticeTopic } from '../../src/notices'
import { type Preference, USUAL } from '../../src/notices/preferences/preference'
import { routeOf } from '../../src/notices/route'

const slack = {
  platform: 'slack',
  tenant: 'T',
  userId: 'U1',
  locale: 'en',
  timeZone: 'Europe/Berlin',
} as const
const discord = {
  platform: 'discord',
  tenant: 'discord',
  userId: '9',
  locale: 'en',
  timeZone: 'Etc/UTC',
} as const
const NOON = Date.UTC(2026, 0, 5, 12)
const NIGHT = Date.UTC(2026, 0, 5, 22)
const MORNING_IN_BERLIN = Date.UTC(2026, 0, 6, 7)

const route = (
  topic: NoticeTopic | undefined,
  wishes: Partial<Preference>,
  at = NOON,
  identities: readonly (typeof slack | typeof discord)[] = [slack, discord],
) => routeOf(topic, { identities, preference: { ...USUAL, ...wishes } }, at)

/** `slack discord mail!` for steps in that order; `!`: chosen. */
function words(found: ReturnType<typeof routeOf>): string {
  if (found.kind !== 'now') return found.kind
  return found.steps
    .map((step) => (step.by === 'chat' ? step.identity.platform : `mail${step.chosen ? '!' : ''}`))
    .join(' ')
}

const all = ['outcome', 'reminder', 'review', 'money'] as const

test.each([
  ['active', 'slack discord mail'],
  ['slack', 'slack discord mail'],
  ['discord', 'discord slack mail'],
  ['mail', 'mail! slack discord'],
] as const)('whoever wishes to be told by "%s" is told by %s', (destination, order) => {
  expect(words(route(undefined, { destination }))).toBe(order)
  expect(words(route('outcome', { destination }))).toBe(order)
})

test('a topic that is left out on a platform comes by the others, and left out everywhere nowhere', () => {
  expect(words(route('outcome', { muted: { slack: ['outcome'] } }))).toBe('discord mail')
  expect(words(route('review', { muted: { slack: ['outcome'] } }))).toBe('slack discord mail')
  expect(words(route('outcome', { destination: 'mail', muted: { mail: ['outcome'] } }))).toBe('slack discord')
  expect(words(route('outcome', { muted: { slack: all, discord: all, mail: all } }))).toBe('unwanted')
})

test('a chat user who leaves a topic out gets no mail instead', () => {
  expect(words(route('outcome', { muted: { slack: ['outcome'] } }, NOON, [slack]))).toBe('unwanted')
  expect(words(route('outcome', { muted: { slack: ['outcome'] } }, NOON, []))).toBe('mail')
})

test('what has no topic comes at once, whatever is wished', () => {
  const wishes = { quiet: 'own', hours: { from: 9, until: 8 }, muted: { slack: all, discord: all } } as const
  expect(words(route(undefined, wishes))).toBe('slack discord mail')
})

test('R20 without a choice reminders and reviews wait for the morning of their reader, nothing else does', () => {
  for (const topic of ['reminder', 'review'] as const) {
    expect(route(topic, {}, NIGHT)).toEqual({ kind: 'later', at: MORNING_IN_BERLIN })
    expect(words(route(topic, { quiet: 'never' }, NIGHT))).toBe('slack discord mail')
  }
  expect(words(route('outcome', {}, NIGHT))).toBe('slack discord mail')
  expect(words(route('money', {}, NIGHT))).toBe('slack discord mail')
})

test('R20 quiet hours of their own hold for every topic, and in their own zone', () => {
  const wishes = { quiet: 'own', hours: { from: 22, until: 7 }, timeZone: 'America/New_York' } as const
  for (const topic of all) {
    expect(words(route(topic, wishes, NIGHT))).toBe('slack discord mail')
    expect(route(topic, wishes, Date.UTC(2026, 0, 6, 3))).toEqual({
      kind: 'later',
      at: Date.UTC(2026, 0, 6, 12),
    })
  }
})

test('R20 of somebody whose zone nobody knows nothing is held back', () => {
  expect(words(route('reminder', {}, NIGHT, []))).toBe('mail')
  expect(words(route('reminder', {}, NIGHT, [discord]))).toBe('discord mail')
})

test('R20 hours of their own hold all the same, by UTC', () => {
  const wishes = { quiet: 'own', hours: { from: 22, until: 7 } } as const
  expect(route('reminder', wishes, NIGHT, [discord])).toEqual({ kind: 'later', at: MORNING_IN_BERLIN })
  expect(words(route('reminder', wishes, NOON, [discord]))).toBe('discord mail')
})

test('R20 whoever was active last on Discord, which tells no zone, sleeps by the clock that Slack tells', () => {
  expect(route('reminder', {}, NIGHT, [discord, slack])).toEqual({ kind: 'later', at: MORNING_IN_BERLIN })
  expect(words(route('reminder', {}, Date.UTC(2026, 0, 6, 7, 30), [discord, slack]))).toBe(
    'discord slack mail',
  )
})
