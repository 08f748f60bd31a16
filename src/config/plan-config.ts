import { type Allowance, PRESETS } from './plan-variables'
import type { Values } from './rules'

export interface PlanConfig extends Allowance {
  /** As people read it. */
  name: string
}

export interface PlansConfig {
  basic: PlanConfig
  pro: PlanConfig
}

export const plansOf = ({ PLAN_BASIC, PLAN_PRO }: Values): PlansConfig => ({
  basic: { name: 'Basic', ...PRESETS.basic, ...PLAN_BASIC },
  pro: { name: 'Pro', ...PRESETS.pro, ...PLAN_PRO },
})
