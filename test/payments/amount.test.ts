import { fromStripe, toStripe } from '../../adapters/payments/money'
import { readAmount, typedAmount } from '../../src/billing'
import { readTopUp } from '../../src/payments/amount'

test.each<[string, string, bigint | undefined]>([
  ['50', 'USD', 50_000_000n],
  [' 49.90 ', 'EUR', 49_900_000n],
  ['49,9', 'EUR', 49_900_000n],
  ['0.29', 'USD', undefined],
  ['1', 'USD', 1_000_000n],
  ['100000', 'USD', 100_000_000_000n],
  ['100000.01', 'USD', undefined],
  ['5000', 'JPY', 5_000_000_000n],
  ['5000.5', 'JPY', undefined],
  ['99', 'JPY', undefined],
  ['12.34', 'KWD', 12_340_000n],
  ['12.345', 'KWD', undefined],
  ['-5', 'USD', undefined],
  ['5e3', 'USD', undefined],
  ['٥٠', 'USD', undefined],
  ['', 'USD', undefined],
  ['1,000.50', 'USD', undefined],
  ['$50', 'USD', undefined],
])('"%s" of %s is %s millionths', (typed, currency, micros) => {
  expect(readTopUp(typed, currency)).toBe(micros)
})

test.each<[bigint, string, number]>([
  [49_900_000n, 'USD', 4_990],
  [290_000n, 'EUR', 29],
  [5_000_000_000n, 'JPY', 5_000],
  [5_000_000_000n, 'KRW', 5_000],
  // Stripe still counts the hundredths that these have not any more.
  [500_000_000n, 'ISK', 50_000],
  [500_000_000n, 'UGX', 50_000],
  // No coins of it are used, but cards count them.
  [20_000_000_000n, 'IDR', 2_000_000],
  [12_340_000n, 'KWD', 12_340],
])('%s millionths of %s are %s for Stripe, and back', (micros, currency, amount) => {
  expect(toStripe(micros, currency)).toBe(amount)
  expect(fromStripe(amount, currency.toLowerCase())).toBe(micros)
})

test('what is finer than the smallest unit is no amount', () => {
  expect(() => toStripe(1_500_000n, 'JPY')).toThrow(RangeError)
  expect(() => toStripe(1n, 'USD')).toThrow(RangeError)
})

test('every amount that can be typed can be charged, in any currency', () => {
  for (const currency of Intl.supportedValuesOf('currency'))
    for (const typed of ['100', '1234', '49.90']) {
      const micros = readTopUp(typed, currency)
      if (micros !== undefined) expect(fromStripe(toStripe(micros, currency), currency)).toBe(micros)
    }
})

test.each([
  [50_000_000n, '50'],
  [49_900_000n, '49.9'],
  [1n, '0.000001'],
  [0n, '0'],
])('%s millionths are typed as %s, which reads as the same', (micros, typed) => {
  expect(typedAmount(micros)).toBe(typed)
  expect(readAmount(typed)).toBe(micros)
})
