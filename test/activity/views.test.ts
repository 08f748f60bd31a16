import { activityWords } from '../../src/activity/chart'
import { inactiveCard } from '../../src/activity/inactive-view'
import type { Reviewed } from '../../src/activity/people'
import type { Group } from '../../src/activity/shape'
import type { Standing } from '../../src/activity/standing'
import { reviewCard } from '../../src/activity/views'
import { PAGE_SIZE, say } from '../../src/chat'
import { DAY_MS } from '../../src/clock'
import { wordsAt } from './stage'

const LONG = 'n'.repeat(200)
const now = 400 * DAY_MS

const person = (index: number): Reviewed => ({
  ...{ personId: `${index}`.padStart(26, '0'), name: LONG, role: 'workspaceAdmin', membershipId: null },
  ...{ version: 1, joinedAt: 0, lastActiveAt: DAY_MS },
  reminded: { at: 2 * DAY_MS, by: LONG },
  kept: { at: 3 * DAY_MS, by: LONG },
  putOffUntil: 500 * DAY_MS,
})
const people = {
  people: Array.from({ length: PAGE_SIZE }, (_, index) => person(index)),
  total: 10_000,
  kept: 999,
  putOff: 999,
}

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
  say(
    reviewCard(standing('monthly'), people, { shape, settings: null, accountAdmins: 1, invitesAdmins: true }),
  )
  const settings = { memberChatbotCreation: true, memberDocumentUploads: true }
  const { card } = say(
    reviewCard(standing(null), people, { shape, settings, accountAdmins: 2, invitesAdmins: true }),
  ) as {
    card: { rows: readonly unknown[] }
  }
  expect(card.rows).toHaveLength(PAGE_SIZE)
})

test('the words of the picture say what it shows, also who was never seen', () => {
  expect(activityWords(shape)).toBe(
    'Bar chart: how many people were last seen in chat when. This week: 49,995; One week ago: 49,995; 12 weeks ago or earlier: 49,995; Never: 49,995.',
  )
})

test('R14 whoever administers the account can invite the second admin from the review; others, and where there are two, not', () => {
  const invites = (accountAdmins: number, invitesAdmins: boolean) =>
    reviewCard(
      standing('monthly'),
      { people: [], total: 0 },
      { ...{ shape, accountAdmins, invitesAdmins }, settings: null },
    ).buttons
  expect(invites(1, true)).toEqual([{ label: 'Invite an account admin', press: 'command:account invite' }])
  expect([invites(1, false), invites(2, true)]).toEqual([[], []])
})

test('R20 the weekly review says how many there are, and what is decided already', () => {
  const said = (total: number, kept: number, putOff: number) => {
    const { title, text } = inactiveCard(standing('weekly'), { people: [], total, kept, putOff }, [])
    return [
      title.replace(/^.*: /, ''),
      wordsAt(text, now).replace(/ in the workspace and in none of its teams/, ''),
    ]
  }
  expect(said(2, 0, 0)[1]).toMatch(/^2 people wait for your decision\./)
  expect(said(2, 0, 1)).toEqual([
    '2 people were not seen for 365 days',
    expect.stringMatching(/^1 person waits for your decision\. Already decided: 1 put off by you\./),
  ])
  expect(said(2, 1, 1)[1]).toMatch(/^Nothing is left to decide .*: 1 kept, 1 put off by you\.$/)
})
