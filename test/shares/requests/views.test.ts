import type { TeamMembership } from '../../../src/access'
import { checkCard, checkForm } from '../../../src/chat/check-view'
import { approveForm, denyForm, requestForm } from '../../../src/shares/requests/forms'
import { listCard, waitingRow } from '../../../src/shares/requests/list-view'
import { outcomeCard } from '../../../src/shares/requests/outcome-view'
import { REASON_LENGTH, type RequestStatus, type ShareRequest } from '../../../src/shares/requests/request'
import { deciderCard, requesterCard } from '../../../src/shares/requests/views'
import { read } from './surface-stage'

const NOW = Date.UTC(2026, 0, 5, 9)
const LONG = 'W'.repeat(80)
const ENDED = ['approved', 'denied', 'expired', 'cancelled'] as const

/** As long as everything in it may be. */
const request = (status: RequestStatus, more: Partial<ShareRequest> = {}): ShareRequest => ({
  ...{
    id: '01',
    accountId: '02',
    workspaceId: '03',
    teamId: '04',
    teamName: LONG,
    chatbotId: '05',
    chatbotName: LONG,
    chatbotDescription: 'd'.repeat(300),
    paidElsewhere: true,
  },
  ...{ owner: { personId: 'owner', name: LONG }, requesterId: 'maya', requesterName: LONG, level: 'full' },
  ...{ reason: 'r'.repeat(REASON_LENGTH), status, expiresAt: NOW + 1, createdAt: NOW - 1 },
  ...{ endedAt: status === 'pending' ? null : NOW, endedBy: status === 'pending' ? null : LONG },
  answer: status === 'denied' ? 'a'.repeat(REASON_LENGTH) : null,
  granted: status === 'approved' ? { level: 'full', knowledge: true } : null,
  live: status === 'approved' ? { level: 'full', knowledge: true } : null,
  why: null,
  ...more,
})

const deciding = {
  cost: {
    ...{
      currency: 'USD',
      answers: 123_456,
      costMicros: 987_654_321_000_000n,
      monthMicros: 987_654_321_000_000n,
    },
    plan: { name: 'Basic', budgetMicros: 20_000_000n, usedMicros: 25_000_000n },
  },
  looks: true,
  documents: 12_345,
}
const own = { teamId: '04', teamName: LONG, role: 'owner' } as TeamMembership

test('H7 every card and form of a request fits both platforms with the longest names and reasons', () => {
  for (const status of ['pending', ...ENDED] as const) {
    const one = request(status)
    checkCard(deciderCard(one, 'owner', status === 'pending' ? deciding : null, NOW))
    checkCard(deciderCard(one, 'former owner', null, NOW))
    checkCard(requesterCard(one, NOW))
    if (status !== 'pending') checkCard(outcomeCard(one, status, 'requesterOwns'))
    const rows = Array.from({ length: 8 }, () => one)
    checkCard(listCard(own, rows, { page: 1, total: 99, personId: 'owner', now: NOW }))
  }
  checkCard({ title: 'Inbox', rows: [waitingRow(request('pending'))] })
  checkForm(requestForm({ id: '05', name: LONG }, own, { level: 'full', reason: 'r'.repeat(3_001) }))
  checkForm(approveForm(request('pending')))
  checkForm(denyForm(request('pending'), 'r'.repeat(3_001)))
})

test('F63 what is used beyond the budget leaves nothing, never less', () => {
  expect(read(deciderCard(request('pending'), 'owner', deciding, NOW))).toContain(
    '$0.00 of $20.00 this month',
  )
})

test('B4 every end names who and when; what nobody decided names nobody', () => {
  const said = (status: RequestStatus, more?: Partial<ShareRequest>) =>
    read(deciderCard(request(status, { endedBy: 'Olivia', ...more }), 'owner', null, NOW))
  expect(said('approved')).toContain('Approved by Olivia · full, with documents · Jan 5, 2026')
  expect(said('denied')).toContain('Denied by Olivia · Jan 5, 2026')
  expect(said('cancelled', { endedBy: 'Maya' })).toContain('Withdrawn by Maya · Jan 5, 2026')
  expect(said('cancelled', { endedBy: null })).toMatch(/Cancelled Jan 5, 2026.* there was nothing to decide/)
  expect(said('expired', { endedBy: null })).toMatch(/Expired Jan 5, 2026.* nobody decided/)
})

test('R15 past its end a pending one reads as expired, and offers nothing to press but the list', () => {
  const card = deciderCard(request('pending', { expiresAt: NOW }), 'owner', null, NOW)
  expect(read(card)).toContain('Expired')
  expect(card.buttons?.map(({ label }) => label)).toEqual(['All requests'])
})

test('R9 a requester who came to own the team is told to share directly, on a card without buttons', () => {
  const theirs = request('pending', { owner: { personId: 'maya', name: 'Maya' } })
  const card = deciderCard(theirs, 'former owner', null, NOW)
  expect(read(card)).toContain('nobody decides their own request')
  expect(card.buttons).toBeUndefined()
})
