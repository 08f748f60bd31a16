/** What a workspace gets by its plan. */
export interface Plan {
  name: string
  /** Of one document (F112). */
  documentBytes: number
  /** What its answers may cost in a month, in millionths of the currency in which answers are priced (F108). */
  monthlyBudgetMicros: bigint
}

const MIB = 2 ** 20

const BASIC: Plan = { name: 'Basic', documentBytes: 25 * MIB, monthlyBudgetMicros: 20_000_000n }

/** By `workspace.plan`. */
const PLANS: Readonly<Record<string, Plan>> = {
  basic: BASIC,
  pro: { name: 'Pro', documentBytes: 100 * MIB, monthlyBudgetMicros: 100_000_000n },
}

/** An unknown plan allows what the smallest does. */
export const planOf = (plan: string): Plan => PLANS[plan] ?? BASIC
