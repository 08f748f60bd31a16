/** By what a list of uses is added up. */
export const GROUPINGS = ['chatbot', 'person', 'day'] as const
export type Grouping = (typeof GROUPINGS)[number]

export const readGrouping = (typed: string | undefined): Grouping =>
  GROUPINGS.find((grouping) => grouping === typed) ?? 'chatbot'

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

/** One chatbot, person or day. `name` is null for a chatbot that the reader may not see any more; a day is `2026-01-31`. */
export interface Line extends Total {
  name: string | null
  isDeleted: boolean
}

export interface LinePage {
  lines: readonly Line[]
  /** Of all pages. */
  total: number
}
