import { coinDigits, coinsPerUnit, UNIT_MICROS } from './amount'

/**
 * An amount as people read it, to the smallest coin: `$1.20`, `¥3`, `less than $0.01`. `micros` are millionths of the
 * currency's unit; the currency is ISO 4217.
 */
export function moneyWords(micros: bigint, currency: string): string {
  if (micros < 0n) return `−${moneyWords(-micros, currency)}`
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const [digits, perUnit] = [coinDigits(currency), coinsPerUnit(currency)]
  const coins = (micros * perUnit + UNIT_MICROS / 2n) / UNIT_MICROS
  const shown = (coins: bigint) => {
    const fraction = String(coins % perUnit).padStart(digits, '0')
    // A whole number is formatted exactly, however large; the coins take the place of its zeros.
    return format
      .formatToParts(coins / perUnit)
      .map(({ type, value }) => (type === 'fraction' ? fraction : value))
      .join('')
  }
  return micros > 0n && coins === 0n ? `less than ${shown(1n)}` : shown(coins)
}
