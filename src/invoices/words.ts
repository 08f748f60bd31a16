import { DAY_MS } from '../clock'
import { dayWords } from '../day-words'
import { coinWords } from './coins'
import { dueMinor, type Invoice } from './invoice'

/** First and last day. */
export const monthWords = ({ from, until }: Pick<Invoice, 'from' | 'until'>) =>
  `${dayWords(from)} – ${dayWords(until - DAY_MS)}`

/** What is left to do about it, e.g. `$39.00 to pay`. */
export function dueWords(invoice: Pick<Invoice, 'totalMinor' | 'paidMinor' | 'currency'>): string {
  const due = dueMinor(invoice)
  if (due === 0n) return 'nothing to pay'
  return due > 0n
    ? `${coinWords(due, invoice.currency)} to pay`
    : `${coinWords(-due, invoice.currency)} to be paid back`
}
