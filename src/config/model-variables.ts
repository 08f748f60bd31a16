import { z } from 'zod'
import { endpoint, secret, variable, wholeNumber } from './variable'

/** What a million tokens cost, in millionths of the currency: USD 0.15 is 150,000. */
export interface ModelPrices {
  /** ISO 4217. */
  currency: string
  inputMicros: number
  outputMicros: number
}

const PRICES = 'must be a currency and the prices of a million tokens in and out'
const prices = z
  .string()
  .regex(/^[A-Z]{3} \d{1,6}(\.\d{1,6})?\/\d{1,6}(\.\d{1,6})?$/, PRICES)
  .transform((text): ModelPrices => {
    const [currency = '', input = '', output = ''] = text.split(/[ /]/)
    return { currency, inputMicros: micros(input), outputMicros: micros(output) }
  })

/** Digit by digit, since 0.29 * 1,000,000 is not a whole number to a computer. */
export function micros(decimal: string): number {
  const [whole = '', fraction = ''] = decimal.split('.')
  return Number(whole + fraction.padEnd(6, '0'))
}

export const MODEL_VARIABLES = {
  MODEL_URL: variable({
    schema: endpoint,
    example: 'https://api.openai.com/v1',
    means:
      'OpenAI-compatible endpoint of the language model; goes with MODEL_NAME. When not set, chatbots quote ' +
      'their documents instead of wording answers.',
    secret: true,
  }),
  MODEL_API_KEY: variable({
    schema: secret,
    example: 'sk-1111-2222-abcd',
    means: 'Key of MODEL_URL, when it wants one.',
    secret: true,
  }),
  MODEL_NAME: variable({
    schema: secret,
    example: 'gpt-4o-mini',
    means: 'Which model of MODEL_URL answers.',
  }),
  MODEL_CONTEXT_TOKENS: variable({
    schema: wholeNumber(4_096, 10_000_000),
    default: '16000',
    example: '128000',
    means:
      'How many tokens the model takes in. Three quarters of it are used for the question and its passages.',
  }),
  MODEL_PRICES: variable({
    schema: prices,
    default: 'nothing is charged',
    example: 'USD 0.15/0.60',
    means: 'Currency, and what a million tokens cost, in and out.',
  }),
  EMBEDDING_MODEL: variable({
    schema: secret,
    default: 'not set: documents are found by their words',
    example: 'text-embedding-3-small',
    means: 'Which model of MODEL_URL, or of EMBEDDING_URL, finds passages by their meaning.',
  }),
  EMBEDDING_DIMENSIONS: variable({
    schema: wholeNumber(1, 16_000),
    default: 'what the model gives',
    example: '512',
    means: 'How long the vectors of EMBEDDING_MODEL are to be, for models that let one choose.',
  }),
  EMBEDDING_URL: variable({
    schema: endpoint,
    default: 'MODEL_URL',
    example: 'http://127.0.0.1:11434/v1',
    means: 'Another OpenAI-compatible endpoint for EMBEDDING_MODEL. It is not given MODEL_API_KEY.',
    secret: true,
  }),
  EMBEDDING_API_KEY: variable({
    schema: secret,
    example: 'sk-3333-4444-abcd',
    means: 'Key of EMBEDDING_URL, when it wants one.',
    secret: true,
  }),
}
