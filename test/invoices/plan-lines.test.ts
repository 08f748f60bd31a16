import type { Plans } from '../../src/billing'
import { DAY_MS } from '../../src/clock'
import { type PlanMonth, planLines } from '../../src/invoices/plan-lines'
import { DOLLAR } from '../billing/stage'

const FROM = Date.UTC(2027, 3, 1)
const day = (count: number) => FROM + count * DAY_MS
const plan = (name: string, dollars: bigint) => ({
  ...{ name, seats: 1, documentBytes: 1, monthlyBudgetMicros: DOLLAR },
  monthlyPriceMicros: dollars * DOLLAR,
})
const PLANS: Plans = { basic: plan('Basic', 0n), pro: plan('Business', 30n) }

/** April, as lines of words. */
function lines(month: Partial<PlanMonth>, plans = PLANS) {
  const april = { from: FROM, until: day(30), plan: 'basic', replaced: [], subscriptions: [], ...month }
  return planLines(april, plans).map(({ name, amountMicros, part, isPaid }) => {
    const days = part ? `days ${(part.from - FROM) / DAY_MS}–${(part.until - FROM) / DAY_MS}` : 'the month'
    return `${name}, ${days}: ${Number(amountMicros) / 1e6}${isPaid ? ' paid' : ''}`
  })
}

test('what was paid by card is not asked for again when the subscription ended within the month', () => {
  const subscriptions = [{ plan: 'pro', from: day(-40), until: day(20) }]
  expect(lines({ subscriptions, replaced: [{ plan: 'pro', at: day(20) }] })).toEqual([
    'Business, days 0–20: 20 paid',
  ])
  const priced = { ...PLANS, basic: plan('Basic', 15n) }
  expect(lines({ subscriptions, replaced: [{ plan: 'pro', at: day(20) }] }, priced)).toEqual([
    'Business, days 0–20: 20 paid',
    'Basic, days 20–30: 5',
  ])
})

test('who subscribes on the last day has not paid the month by that', () => {
  const subscriptions = [{ plan: 'pro', from: day(29), until: null }]
  expect(lines({ plan: 'pro', subscriptions })).toEqual([
    'Business, days 0–29: 29',
    'Business, days 29–30: 1 paid',
  ])
  expect(lines({ plan: 'pro', subscriptions: [{ plan: 'pro', from: FROM, until: null }] })).toEqual([
    'Business, the month: 30 paid',
  ])
})

test('several subscriptions make a part each; one that ended as it began makes none', () => {
  const subscriptions = [
    { plan: 'pro', from: day(3), until: day(3) },
    { plan: 'pro', from: day(6), until: day(9) },
    { plan: 'pro', from: day(9), until: day(12) },
  ]
  expect(lines({ subscriptions })).toEqual(['Business, days 6–9: 3 paid', 'Business, days 9–12: 3 paid'])
  expect(lines({ subscriptions: subscriptions.slice(0, 1) })).toEqual(['Basic, the month: 0'])
})

test('F152 a plan is known by its key, whatever it was called; one that is gone counts as the present one', () => {
  expect(lines({ replaced: [{ plan: 'pro', at: day(2) }] })).toEqual(['Business, the month: 30'])
  expect(lines({ plan: 'pro', replaced: [{ plan: 'basic', at: day(31) }] })).toEqual(['Basic, the month: 0'])
  expect(lines({ plan: 'pro', replaced: [{ plan: null, at: day(31) }] })).toEqual(['Business, the month: 30'])
  expect(lines({ plan: 'gold', replaced: [{ plan: 'silver', at: day(2) }] })).toEqual(['Basic, the month: 0'])
})
