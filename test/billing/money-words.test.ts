import { moneyWords } from '../../src/billing'

test.each([
  [0n, 'USD', '$0.00'],
  [1_200_000n, 'USD', '$1.20'],
  [1_000_000n, 'USD', '$1.00'],
  [10_000n, 'USD', '$0.01'],
  [1_234_567_890_000n, 'USD', '$1,234,567.89'],
  [1n, 'USD', 'less than $0.01'],
  [4_999n, 'USD', 'less than $0.01'],
  [5_000n, 'USD', '$0.01'],
  [14_999n, 'USD', '$0.01'],
  [15_000n, 'USD', '$0.02'],
  [999_995_000n, 'USD', '$1,000.00'],
  [2_050_000n, 'EUR', '€2.05'],
  [3_400_000n, 'JPY', '¥3'],
  [400_000n, 'JPY', 'less than ¥1'],
  [1_234_500n, 'KWD', 'KWD 1.235'],
])('%s millionths of %s read as %s', (micros, currency, words) => {
  expect(moneyWords(micros, currency).replace('\u00a0', ' ')).toBe(words)
})

test('an amount beyond what a number holds loses no coin', () => {
  expect(moneyWords(9_007_199_254_740_993_010_000n, 'USD')).toBe('$9,007,199,254,740,993.01')
})
