/**
 * Stripe counts in the smallest unit of a currency, with exceptions of its own, so the table is its own, too:
 * https://docs.stripe.com/currencies#zero-decimal · https://docs.stripe.com/currencies#special-cases
 */
const WITHOUT_DECIMALS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
const WITH_THREE_DECIMALS = new Set('BHD JOD KWD OMR TND'.split(' '))

const MICRO_DIGITS = 6n

/** Millionths of a currency's unit as Stripe wants them. @throws RangeError for what is finer than its smallest unit */
export function toStripe(micros: bigint, currency: string): number {
  const perUnit = microsPerUnit(currency)
  if (micros % perUnit !== 0n) throw new RangeError(`Stripe has no such amount of ${currency}`)
  return Number(micros / perUnit)
}

export const fromStripe = (amount: number, currency: string): bigint =>
  BigInt(amount) * microsPerUnit(currency)

function microsPerUnit(currency: string): bigint {
  const code = currency.toUpperCase()
  const digits = WITHOUT_DECIMALS.has(code) ? 0n : WITH_THREE_DECIMALS.has(code) ? 3n : 2n
  return 10n ** (MICRO_DIGITS - digits)
}
