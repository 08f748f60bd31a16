import * as fc from 'fast-check'
import { coinWords, inCoins, sum } from '../../src/invoices/coins'

test('three thirds of a dollar add up to the dollar, and the first gets the cent that is left', () => {
  expect(inCoins([333_333n, 333_333n, 333_334n], 'USD')).toEqual([33n, 33n, 34n])
  expect(inCoins([333_333n, 333_333n, 333_333n], 'USD')).toEqual([34n, 33n, 33n])
})

test.each([
  ['USD', 5_000n, [1n]],
  ['USD', 4_999n, [0n]],
  ['USD', -15_000n, [-1n]],
  ['JPY', 1_500_000n, [2n]],
  ['BHD', 1_500n, [2n]],
] as const)('a coin of %s: %d millionths are rounded half up', (currency, micros, coins) => {
  expect(inCoins([micros], currency)).toEqual(coins)
})

test('whatever the amounts, lines add up to the rounded sum, and none is a coin away from its own', () => {
  const amounts = fc.array(fc.bigInt(-(10n ** 15n), 10n ** 15n), { maxLength: 60 })
  fc.assert(
    fc.property(amounts, (micros) => {
      const coins = inCoins(micros, 'USD')
      const exact = sum(micros)
      expect(2n * (sum(coins) * 10_000n - exact)).toBeLessThanOrEqual(10_000n)
      expect(2n * (exact - sum(coins) * 10_000n)).toBeLessThan(10_000n)
      for (const [index, each] of coins.entries()) {
        const difference = each * 10_000n - (micros[index] ?? 0n)
        expect(difference > -10_000n && difference < 10_000n).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

test('coins read as money, also below zero and where a unit has none', () => {
  expect([coinWords(123_456n, 'USD'), coinWords(-5n, 'USD'), coinWords(3n, 'JPY')]).toEqual([
    '$1,234.56',
    '−$0.05',
    '¥3',
  ])
})
