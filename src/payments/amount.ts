/** What may be paid at once, in units of the currency. */
const MOST = 100_000n
const MILLION = 1_000_000n

/** Between which amounts a top-up may be, in millionths: from the price of a coffee on, roughly, in every currency. */
export const amountRange = (currency: string) => ({
  leastMicros: (coinDigits(currency) === 0 ? 100n : 1n) * MILLION,
  mostMicros: (coinDigits(currency) === 0 ? 100n : 1n) * MOST * MILLION,
})

/**
 * An amount as somebody types it, `50` or `49.90`, also with a decimal comma, in millionths of the currency's unit.
 * Undefined: it is none, is finer than the coins of the currency, or is out of range.
 */
export function readAmount(typed: string, currency: string): bigint | undefined {
  const [, units, fraction = ''] = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(typed.trim()) ?? []
  if (units === undefined || fraction.length > coinDigits(currency)) return undefined
  const micros = BigInt(units) * MILLION + BigInt(fraction.padEnd(6, '0'))
  const { leastMicros, mostMicros } = amountRange(currency)
  return micros >= leastMicros && micros <= mostMicros ? micros : undefined
}

/** Cents, or whole units; thousandths, which a few currencies have, are too fine for cards. */
function coinDigits(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return Math.min(maximumFractionDigits, 2)
}
