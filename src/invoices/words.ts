import { dayWords } from '../day-words'
import { coinWords } from './coins'
import { dueMinor, type Invoice, type Span } from './invoice'

/** First and last day. */
export const spanWords = ({ from, until }: Span) => `${dayWords(from)} – ${dayWords(until - 1)}`

/** What is left to do about it, e.g. `$39.00 to pay`. */
export function dueWords(invoice: Pick<Invoice, 'totalMinor' | 'paidMinor' | 'currency'>): string {
  const due = dueMinor(invoice)
  if (due === 0n) return 'nothing to pay'
  return due > 0n
    ? `${coinWords(due, invoice.currency)} to pay`
    : `${coinWords(-due, invoice.currency)} to be paid back`
}
