import { type Card, type OutgoingFile, shorten, text } from '../chat'
import { DAY_MS } from '../clock'
import { dayWords } from '../day-words'
import type { Period, Scope } from './usage'
import { scopeLine } from './views'

/** Hands the figures over as files. */
export function filesCard(
  scope: Scope,
  { from, until }: Period,
  { totals, answers }: { totals: OutgoingFile; answers: OutgoingFile | null },
): Card {
  const all = answers
    ? `${totals.name} has the totals, ${answers.name} every answer.`
    : `${totals.name} has the totals. There are too many answers for a file; whoever runs Rolecall finds them in the ledger.`
  return {
    title: `Usage of ${scope.kind} ${shorten(scope.name)}`,
    text: `${dayWords(from)} to ${dayWords(until - DAY_MS)}. ${all}`,
    files: [totals, ...(answers ? [answers] : [])],
    context: text`${scopeLine(scope)} · times are UTC`,
  }
}
