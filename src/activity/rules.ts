import { DAY_MS } from '../clock'

/** What is known of somebody's silence in one account. Moments in milliseconds since 1970. */
export interface Silence {
  /** When they were last seen in chat, on whichever platform, or came in, whichever was later. */
  silentSince: number
  /** The workspace's number of days. */
  inactiveAfterDays: number
  /** When a reviewer last decided to keep them; null: nobody did. */
  keptAt: number | null
  /** The latest reminders in the account, as many as a year allows, in any order. */
  remindedAt: readonly number[]
}

/** Reminders of one person in one account within any year; those by reviewers count. */
export const MOST_REMINDERS_A_YEAR = 4
export const YEAR_MS = 365 * DAY_MS
/** Whoever was reminded is not reminded again by a reviewer for so long. */
export const REMINDED_FOR_MS = 7 * DAY_MS

/**
 * When the clock may remind them (R20): not before `now`, so it is due when that is `now`. Null: not in this silence,
 * for which one reminder is enough.
 */
export function nextReminderAt(
  { silentSince, inactiveAfterDays, keptAt, remindedAt }: Silence,
  now: number,
): number | null {
  if (remindedAt.some((at) => at >= silentSince)) return null
  const silentFor = Math.max(silentSince, keptAt ?? 0) + inactiveAfterDays * DAY_MS
  const first = remindedAt.length < MOST_REMINDERS_A_YEAR ? null : Math.min(...remindedAt)
  return Math.max(now, silentFor, first === null ? 0 : first + YEAR_MS)
}

/** From when on a reviewer may remind somebody; 0: at once. */
export const mayRemindFrom = (lastRemindedAt: number | null): number =>
  lastRemindedAt === null ? 0 : lastRemindedAt + REMINDED_FOR_MS

/** Whoever was silent since before that moment is inactive, as `isActive` of teams has it. */
export const inactiveBefore = (inactiveAfterDays: number, now: number): number =>
  now - inactiveAfterDays * DAY_MS

/** Weeks for which a reader of reviews can put somebody off. */
export const SNOOZES = [1, 2, 4] as const
export type Snooze = (typeof SNOOZES)[number]

export const readSnooze = (typed: string | undefined): Snooze =>
  SNOOZES.find((weeks) => String(weeks) === typed) ?? 1
