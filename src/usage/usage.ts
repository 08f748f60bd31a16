/** By what a list of uses is added up. */
export const GROUPINGS = ['chatbot', 'person', 'day'] as const
export type Grouping = (typeof GROUPINGS)[number]

export const readGrouping = (typed: string | undefined): Grouping =>
  GROUPINGS.find((grouping) => grouping === typed) ?? 'chatbot'

/** Whose uses: those that a team's owner pays for, or all of a workspace. */
export interface Scope {
  kind: 'team' | 'workspace'
  id: string
  name: string
  workspaceId: string
}

/** From `from` until `until`, in milliseconds since 1970; the end is not included. */
export interface Period {
  from: number
  until: number
}

export interface Total {
  answers: number
  /** Millionths of the currency's unit. */
  costMicros: bigint
}

/** One chatbot, person or day; a day is `2026-01-31`. */
export interface Line extends Total {
  /** Null: a chatbot whose name is not the reader's business. */
  name: string | null
  /** Whose such a chatbot is; null: that is not the reader's business either. */
  ownerName: string | null
  isDeleted: boolean
}

export interface LinePage {
  lines: readonly Line[]
  /** Of all pages. */
  total: number
}

/** One day with uses, `2026-01-31`. */
export interface Day extends Total {
  day: string
  /** What of the cost top-ups have paid. */
  topUpMicros: bigint
}

/** One answer, as the ledger has it. */
export interface Entry {
  /** Milliseconds since 1970. */
  at: number
  /** As in `Line`. */
  chatbot: string | null
  ownerName: string | null
  askedBy: string
  paidBy: string
  /** As whose owner; null: for no team. */
  team: string | null
  model: string
  inputTokens: number
  outputTokens: number
  costMicros: bigint
  topUpMicros: bigint
}
