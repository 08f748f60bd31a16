import { coinDigits, readAmount, UNIT_MICROS } from '../billing'

/** Thousandths, which a few currencies have, are too fine for cards. */
const CARD_DIGITS = 2

/** What may be paid at once, in units of the currency. */
const MOST = 100_000n

/** Between which amounts a top-up may be, in millionths: from the price of a coffee on, roughly, in every currency. */
export function amountRange(currency: string) {
  const unitMicros = (coinDigits(currency) === 0 ? 100n : 1n) * UNIT_MICROS
  return { leastMicros: unitMicros, mostMicros: unitMicros * MOST }
}

/** What somebody types as the amount of a top-up, in millionths. Undefined: it is none that can be paid, or out of range. */
export function readTopUp(typed: string, currency: string): bigint | undefined {
  const micros = readAmount(typed, Math.min(coinDigits(currency), CARD_DIGITS))
  const { leastMicros, mostMicros } = amountRange(currency)
  return micros !== undefined && micros >= leastMicros && micros <= mostMicros ? micros : undefined
}
