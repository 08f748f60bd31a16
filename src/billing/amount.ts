/** All money is counted in millionths of the unit of its currency. */
export const UNIT_MICROS = 1_000_000n

const MICRO_DIGITS = 6

/** By how many decimals the smallest coin of a currency (ISO 4217) is written: 2 for cents, 0 for yen, 3 for fils. */
export function coinDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** How many of its smallest coins make a unit: 100 cents, 1 yen, 1,000 fils. */
export const coinsPerUnit = (currency: string): bigint => 10n ** BigInt(coinDigits(currency))

/**
 * An amount as somebody types it, `50` or `49.90`, also with a decimal comma, in millionths. Undefined: it is none, is below
 * zero, or has more decimals than `digits`.
 */
export function readAmount(typed: string, digits: number = MICRO_DIGITS): bigint | undefined {
  const [, units, fraction = ''] = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(typed.trim()) ?? []
  if (units === undefined || fraction.length > digits) return undefined
  return BigInt(units) * UNIT_MICROS + BigInt(fraction.padEnd(MICRO_DIGITS, '0'))
}

/** As short as `readAmount` reads it: `50`, `49.9`. Not below zero. */
export function typedAmount(micros: bigint): string {
  const fraction = String(micros % UNIT_MICROS)
    .padStart(MICRO_DIGITS, '0')
    .replace(/0+$/, '')
  return `${micros / UNIT_MICROS}${fraction === '' ? '' : `.${fraction}`}`
}
