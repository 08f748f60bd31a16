import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { stringify } from 'csv-stringify/sync'
import { LIMITS, type OutgoingFile } from '../chat'
import { isoTime } from '../clock'
import type { Database } from '../db'
import { entriesOf } from './entries'
import type { Of } from './ledger'
import { linesOf } from './lines'
import { type Entry, GROUPINGS } from './usage'
import { decimal, nameWords } from './words'

/** The totals, and every answer they are made of: packed where that is too large, null where it is too large even so. */
export async function usageFiles(
  db: Database,
  of: Of,
  readBy: string,
): Promise<{ totals: OutgoingFile; answers: OutgoingFile | null }> {
  const day = isoTime(of.from).slice(0, 10)
  const totals = { ...CSV, name: `totals-${day}.csv`, bytes: await totalsCsv(db, of, readBy) }
  const room = LIMITS.attachedBytes - totals.bytes.length
  const bytes = await answersCsv(db, of, readBy)
  if (bytes.length <= room) return { totals, answers: { ...CSV, name: `answers-${day}.csv`, bytes } }
  const packed = await promisify(gzip)(bytes)
  const file = { name: `answers-${day}.csv.gz`, mediaType: 'application/gzip', bytes: packed }
  return { totals, answers: packed.length <= room ? file : null }
}

const CSV = { mediaType: 'text/csv' } as const

/** A cell that a spreadsheet would take for a formula gets an apostrophe; the mark at the beginning says UTF-8. */
const SAFE = { escape_formulas: true, record_delimiter: 'windows' } as const

/** Lines of each list: more chatbots, people and days than there are. */
const ALL = { pageSize: 1_000_000, page: 0 }

async function totalsCsv(db: Database, of: Of, readBy: string): Promise<Buffer> {
  const { scope, currency } = of
  const lists = []
  for (const grouping of GROUPINGS) {
    const { lines } = await linesOf(db, of, { ...ALL, grouping, readBy })
    for (const line of lines)
      lists.push([grouping, nameWords(line, scope), line.answers, decimal(line.costMicros), currency])
  }
  const columns = ['by', 'name', 'answers', 'cost', 'currency']
  return Buffer.from(stringify(lists, { ...SAFE, bom: true, header: true, columns }))
}

const COLUMNS = [
  ...['at', 'chatbot', 'asked by', 'paid by', 'for team', 'model', 'input tokens', 'output tokens'],
  ...['cost', 'of it paid by the budget', 'of it paid by top-ups', 'currency'],
]

async function answersCsv(db: Database, of: Of, readBy: string): Promise<Buffer> {
  const parts = [stringify([COLUMNS], { ...SAFE, bom: true })]
  for await (const entries of entriesOf(db, of, readBy))
    parts.push(
      stringify(
        entries.map((entry) => entryRow(entry, of)),
        SAFE,
      ),
    )
  return Buffer.from(parts.join(''))
}

function entryRow(entry: Entry, { scope, currency }: Of): readonly (string | number)[] {
  const { costMicros, topUpMicros } = entry
  const chatbot = nameWords({ name: entry.chatbot, ownerName: entry.ownerName, isDeleted: false }, scope)
  return [
    ...[isoTime(entry.at), chatbot, entry.askedBy, entry.paidBy, entry.team ?? '', entry.model],
    ...[entry.inputTokens, entry.outputTokens],
    ...[costMicros, costMicros - topUpMicros, topUpMicros].map(decimal),
    currency,
  ]
}
