import { LIMITS } from './limits'
import type { Button, PressRef } from './view'

/** Rows of a list on one page. */
export const PAGE_SIZE = LIMITS.rows

/** Buttons to the pages beside this one; pages are counted from 0, people read them from 1; `size` lines are on each. */
export function pager(
  page: number,
  total: number,
  turn: (page: number) => PressRef,
  size: number = PAGE_SIZE,
): Button[] {
  const last = lastPage(total, size)
  return [
    ...(page > 0 ? [{ label: 'Back', press: turn(page - 1) }] : []),
    ...(page < last ? [{ label: `Next (page ${page + 2} of ${last + 1})`, press: turn(page + 1) }] : []),
  ]
}

export const lastPage = (total: number, size: number = PAGE_SIZE) => Math.max(0, Math.ceil(total / size) - 1)

/** The page a button names: whatever it says, a small whole number. */
export const pageNumber = (typed: string | undefined) =>
  Math.min(Math.max(Number.parseInt(typed ?? '0', 10) || 0, 0), 10_000)
