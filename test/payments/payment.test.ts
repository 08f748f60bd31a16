import { creditOf, NOT_PAID, type Payment, type PaymentState, step } from '../../src/payments/payment'
import type { AboutPayment } from '../../src/payments/port'

const DOLLAR = 1_000_000n
const payment: Payment = {
  ...{ id: '01P', accountId: '01A', workspaceId: '01W', workspaceName: 'EU', askedBy: '01O', askedAt: 0 },
  ...{
    teamId: '01T',
    teamName: 'Alpha',
    teamDeleted: false,
    workspaceDeleted: false,
    provider: 'stripe',
    version: 1,
  },
  of: { kind: 'topUp', amountMicros: 50n * DOLLAR, currency: 'USD' },
  checkout: { id: 'cs_1', url: 'https://checkout.test/1' },
  state: NOT_PAID,
}
const reference = payment.id
const paid: AboutPayment = {
  ...{ kind: 'paid', reference, checkoutId: 'cs_1', amountMicros: 50n * DOLLAR, currency: 'USD' },
  subscriptionId: null,
}
const expired: AboutPayment = { kind: 'expired', reference, checkoutId: 'cs_1' }
const failed: AboutPayment = { kind: 'failed', reference, checkoutId: 'cs_1' }
const refunded = (dollars: bigint): AboutPayment => ({
  ...{ kind: 'refunded', reference, refundedMicros: dollars * DOLLAR, currency: 'USD' },
})
const disputed = (dollars = 50n, disputeId = 'dp_1'): AboutPayment => ({
  ...{ kind: 'disputed', reference, disputeId, disputedMicros: dollars * DOLLAR, currency: 'USD' },
})
const disputeWon: AboutPayment = { kind: 'disputeWon', reference, disputeId: 'dp_1' }

function after(events: readonly AboutPayment[]): PaymentState {
  return events.reduce<PaymentState>((state, event) => {
    const next = step({ ...payment, state }, event)
    if (typeof next === 'string') throw new Error(next)
    return next
  }, NOT_PAID)
}

const permutations = <T>(all: readonly T[]): T[][] =>
  all.length === 0
    ? [[]]
    : all.flatMap((one, index) =>
        permutations(all.filter((_, other) => other !== index)).map((rest) => [one, ...rest]),
      )

test.each<[string, readonly AboutPayment[], bigint]>([
  ['paid', [paid], 50n],
  ['paid twice over', [paid, paid], 50n],
  ['over before it was paid', [paid, expired], 50n],
  ['failed, then paid after all', [failed, paid], 50n],
  ['never paid', [expired, refunded(0n)], 0n],
  ['refunded in two parts', [paid, refunded(10n), refunded(30n)], 20n],
  ['refunded whole', [paid, refunded(50n)], 0n],
  ['disputed and won', [paid, disputed(), disputeWon], 50n],
  ['disputed, won, and a part refunded', [paid, disputed(), disputeWon, refunded(20n)], 30n],
  [
    'disputed a second time after the first was won',
    [paid, disputed(), disputeWon, disputed(20n, 'dp_2')],
    30n,
  ],
  ['disputed twice in parts', [paid, disputed(10n), disputed(20n, 'dp_2')], 20n],
  ['disputed and never decided for us', [paid, disputed()], 0n],
  ['disputed and refunded: no more than came is taken back', [paid, disputed(), refunded(50n)], 0n],
])(
  '%s: what counts is the same in whatever order it is told, and however often',
  (_what, events, dollars) => {
    for (const order of permutations(events)) {
      expect(creditOf(payment, after(order))).toBe(dollars * DOLLAR)
      expect(creditOf(payment, after([...order, ...order]))).toBe(dollars * DOLLAR)
    }
  },
)

test.each<[string, Partial<Extract<AboutPayment, { kind: 'paid' }>>, string]>([
  ['another amount', { amountMicros: 1n * DOLLAR }, 'amount'],
  ['a larger amount', { amountMicros: 51n * DOLLAR }, 'amount'],
  ['another currency', { currency: 'EUR' }, 'amount'],
  ['another page', { checkoutId: 'cs_2' }, 'checkout'],
])('%s than was asked for is not taken for the payment', (_what, other, why) => {
  expect(step(payment, { ...paid, ...other } as AboutPayment)).toBe(why)
})

test('nothing that a provider tells is about a wish that is entered by hand', () => {
  expect(step({ ...payment, provider: 'operator' }, paid)).toBe('operator')
})
