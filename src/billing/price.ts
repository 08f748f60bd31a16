/** What a million tokens cost, in millionths of the currency's unit: 0.15 USD is 150,000. */
export interface Prices {
  /** ISO 4217. */
  currency: string
  inputMicros: number
  outputMicros: number
}

export interface Tokens {
  inputTokens: number
  outputTokens: number
}

export const isFree = ({ inputMicros, outputMicros }: Prices) => inputMicros === 0 && outputMicros === 0

const MILLION = 1_000_000n

/** In millionths of the currency's unit, rounded up: what was used is never free of charge. */
export function costMicros({ inputMicros, outputMicros }: Prices, tokens: Tokens): bigint {
  const product =
    BigInt(inputMicros) * BigInt(tokens.inputTokens) + BigInt(outputMicros) * BigInt(tokens.outputTokens)
  return (product + MILLION - 1n) / MILLION
}
