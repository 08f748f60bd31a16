import { isoTime } from '../clock'
import { type CsvRow, csvHead, csvPart } from '../csv'
import type { Database } from '../db'
import { entriesOf } from './entries'
import type { Of } from './ledger'
import type { Entry } from './usage'
import { decimal, nameWords } from './words'

const COLUMNS = [
  ...['at', 'chatbot', 'asked by', 'paid by', 'for team', 'model', 'input tokens', 'output tokens'],
  ...['cost', 'of it paid by the budget', 'of it paid by top-ups', 'currency'],
]

/** Every answer, oldest first, in parts that are read one after the other. */
export async function* answersCsv(db: Database, of: Of, readBy: string): AsyncGenerator<Buffer> {
  yield csvHead(COLUMNS)
  for await (const entries of entriesOf(db, of, readBy))
    yield csvPart(entries.map((entry) => rowOf(entry, of)))
}

function rowOf(entry: Entry, { scope, currency }: Of): CsvRow {
  const { costMicros, topUpMicros } = entry
  const chatbot = nameWords({ name: entry.chatbot, ownerName: entry.ownerName, isDeleted: false }, scope)
  return [
    ...[isoTime(entry.at), chatbot, entry.askedBy, entry.paidBy, entry.team ?? '', entry.model],
    ...[entry.inputTokens, entry.outputTokens],
    ...[costMicros, costMicros - topUpMicros, topUpMicros].map(decimal),
    currency,
  ]
}
