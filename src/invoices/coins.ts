import { coinsPerUnit, moneyWords, UNIT_MICROS } from '../billing'

/**
 * Amounts in millionths of the unit, in coins that add up to the rounded sum. Each is rounded down, and the coins that
 * are missing then go to those that lost most by it, of equals to the first: the largest remainder.
 */
export function inCoins(micros: readonly bigint[], currency: string): bigint[] {
  const perUnit = coinsPerUnit(currency)
  const parts = micros.map((amount, index) => {
    const scaled = amount * perUnit
    const coins = floorDivide(scaled, UNIT_MICROS)
    return { index, coins, remainder: scaled - coins * UNIT_MICROS }
  })
  const left = parts.reduce((sum, { remainder }) => sum + remainder, 0n)
  const missing = Number((left + UNIT_MICROS / 2n) / UNIT_MICROS)
  const byRemainder = parts.toSorted((a, b) => Number(b.remainder - a.remainder) || a.index - b.index)
  const rounded = new Set(byRemainder.slice(0, missing).map(({ index }) => index))
  return parts.map(({ index, coins }) => (rounded.has(index) ? coins + 1n : coins))
}

/** Towards the smaller one, also below zero. */
const floorDivide = (amount: bigint, by: bigint) => amount / by - (amount % by < 0n ? 1n : 0n)

export const coinWords = (coins: bigint, currency: string) =>
  moneyWords((coins * UNIT_MICROS) / coinsPerUnit(currency), currency)

export const sum = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)
