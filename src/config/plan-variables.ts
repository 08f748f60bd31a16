import { z } from 'zod'
import { micros } from './model-variables'
import { variable } from './variable'

/** What a plan allows a workspace. */
export interface Allowance {
  /** People: users and pending invitations. */
  seats: number
  /** Of one document. */
  documentBytes: number
  /** What answers may cost in a month, in millionths of the currency of MODEL_PRICES. */
  monthlyBudgetMicros: bigint
  /** What the plan costs in a month, in the same. */
  monthlyPriceMicros: bigint
}

const MIB = 2 ** 20
const MILLION = 1_000_000n

/** How each part is written, and what it comes to; undefined: cannot be. */
const PARTS: readonly [RegExp, (number: string) => Partial<Allowance>][] = [
  [/^seats ([1-9]\d{0,5})$/i, (number) => ({ seats: Number(number) })],
  [/^document ([1-9]\d{0,3}) MB$/i, (number) => ({ documentBytes: Number(number) * MIB })],
  [/^budget (\d{1,6}(?:\.\d{1,6})?)$/i, (number) => ({ monthlyBudgetMicros: BigInt(micros(number)) })],
  [/^price (\d{1,6}(?:\.\d{1,2})?)$/i, (number) => ({ monthlyPriceMicros: BigInt(micros(number)) })],
]

const PLAN =
  'must be a list of what the plan allows, each once: "seats" with a number from 1 to 999999, ' +
  '"document" with a number of MB from 1 to 9999, "budget" with an amount, "price" with an amount'

const allowance = z.string().transform((text, context): Partial<Allowance> => {
  const read = text.split(',').map((part) => readPart(part.trim()))
  const allowed: Partial<Allowance> = Object.assign({}, ...read)
  if (read.includes(undefined) || Object.keys(allowed).length < read.length) {
    context.addIssue({ code: 'custom', message: PLAN })
    return z.NEVER
  }
  return allowed
})

function readPart(part: string): Partial<Allowance> | undefined {
  for (const [pattern, meaning] of PARTS) {
    const [, number] = pattern.exec(part) ?? []
    if (number !== undefined) return meaning(number)
  }
  return undefined
}

/** What holds where nothing is set. */
export const PRESETS: Readonly<Record<'basic' | 'pro', Allowance>> = {
  basic: { seats: 25, documentBytes: 25 * MIB, monthlyBudgetMicros: 20n * MILLION, monthlyPriceMicros: 0n },
  pro: { seats: 250, documentBytes: 100 * MIB, monthlyBudgetMicros: 100n * MILLION, monthlyPriceMicros: 0n },
}

const inWords = ({ seats, documentBytes, monthlyBudgetMicros, monthlyPriceMicros }: Allowance) =>
  `seats ${seats}, document ${documentBytes / MIB} MB, budget ${monthlyBudgetMicros / MILLION}, ` +
  `price ${monthlyPriceMicros / MILLION}`

const plan = (name: string, preset: Allowance, example: string) =>
  variable({
    schema: allowance,
    default: inWords(preset),
    example,
    means:
      `What the plan ${name} allows a workspace: seats, the size of one document, and what answers may cost in a ` +
      'month; and the price of a month. Both in the currency of MODEL_PRICES. What is left out stays as it is.',
  })

export const PLAN_VARIABLES = {
  PLAN_BASIC: plan('Basic', PRESETS.basic, 'seats 50'),
  PLAN_PRO: plan('Pro', PRESETS.pro, 'seats 1000, document 100 MB, budget 249.50, price 199'),
}
