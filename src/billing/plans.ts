/** What a workspace gets by its plan. */
export interface Plan {
  name: string
  /** Users and people with a pending invitation (R13). */
  seats: number
  /** Of one document (F112). */
  documentBytes: number
  /** What its answers may cost in a month, in millionths of the currency in which answers are priced (F108). */
  monthlyBudgetMicros: bigint
  /** What a month of it costs, in the same; 0: nothing. */
  monthlyPriceMicros: bigint
}

/** By `workspace.plan`, as the operator has set them up. */
export interface Plans {
  basic: Plan
  pro: Plan
}

export const isPlan = (plan: string): plan is keyof Plans => plan === 'basic' || plan === 'pro'

/** An unknown plan allows what the smallest does. */
export const planOf = (plans: Plans, plan: string): Plan => plans[isPlan(plan) ? plan : 'basic']
