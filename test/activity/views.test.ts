import { activityWords } from '../../src/activity/chart'
import type { Reviewed } from '../../src/activity/people'
import type { Standing } from '../../src/activity/rows'
import type { Group } from '../../src/activity/shape'
import { inactiveCard, reviewCard } from '../../src/activity/views'
import { PAGE_SIZE, say } from '../../src/chat'
import { DAY_MS } from '../../src/clock'

const LONG = 'n'.repeat(200)
const now = 400 * DAY_MS

const person = (index: number): Reviewed => ({
  ...{ personId: `${index}`.padStart(26, '0'), name: LONG, role: 'workspaceAdmin', membershipId: null },
  ...{ version: 1, joinedAt: 0, lastActiveAt: DAY_MS },
  reminded: { at: 2 * DAY_MS, by: LONG },
  kept: { at: 3 * DAY_MS, by: LONG },
})
const people = { people: Array.from({ length: PAGE_SIZE }, (_, index) => person(index)), total: 10_000 }

const id = '0'.repeat(26)
const standing = (kind: 'weekly' | 'monthly' | null): Standing => ({
  at: {
    scope: { kind: 'workspace', id, name: LONG, accountId: id, workspaceId: id },
    standing: [],
    inactiveAfterDays: 365,
    ...(kind && { review: { id, accountId: id, kind, scopeKind: 'workspace', scopeId: id, madeAt: 0 } }),
  },
  ...(kind ? { from: ['review', id] } : { from: ['workspace', id], page: 999 }),
  readBy: null,
  now,
})

const roles = ['workspaceAdmin', 'agentManager', 'contentManager', 'billingAdmin', 'chatUser'] as const
const shape: Group[] = roles.flatMap((role) =>
  [null, 0, 1, 12].map((weeks) => ({ role, weeks, inactive: weeks === 12, count: 9_999 })),
)

test('a full list of the longest names fits both platforms', () => {
  const removed = Array.from({ length: 3 }, () => ({ name: LONG, by: LONG, at: 0 }))
  say(inactiveCard(standing('weekly'), people, removed))
  say(reviewCard(standing('monthly'), people, { shape, settings: null, accountAdmins: 1 }))
  const settings = { memberChatbotCreation: true, memberDocumentUploads: true }
  const { card } = say(reviewCard(standing(null), people, { shape, settings, accountAdmins: 2 })) as {
    card: { rows: readonly unknown[] }
  }
  expect(card.rows).toHaveLength(PAGE_SIZE)
})

test('the words of the picture say what it shows, also who was never seen', () => {
  expect(activityWords(shape)).toBe(
    'Bars: how many people were last seen when, in weeks ago: 49995 this week, 49995 one week ago, 49995 12 weeks ago or earlier, 49995 never',
  )
})
