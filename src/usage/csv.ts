import { LIMITS, type OutgoingFile } from '../chat'
import { isoTime } from '../clock'
import { csvFile } from '../csv'
import type { Database } from '../db'
import { answersCsv } from './answers-csv'
import { fittingFile } from './fitting-file'
import type { Of } from './ledger'
import { linesOf } from './lines'
import { totalOf } from './totals'
import { GROUPINGS } from './usage'
import { decimal, nameWords } from './words'

/** More than that would take too long to write down while somebody waits for it. */
const MOST_ANSWERS = 200_000

/** The totals, and every answer they are made of: packed where that is too large, null where it is too large even so. */
export async function usageFiles(
  db: Database,
  of: Of,
  readBy: string,
): Promise<{ totals: OutgoingFile; answers: OutgoingFile | null }> {
  const day = isoTime(of.from).slice(0, 10)
  const totals = csvFile(`totals-${day}.csv`, COLUMNS, await totalRows(db, of, readBy))
  const { answers: count } = await totalOf(db, of)
  if (count > MOST_ANSWERS) return { totals, answers: null }
  const room = LIMITS.attachedBytes - totals.bytes.length
  return { totals, answers: await fittingFile(`answers-${day}.csv`, answersCsv(db, of, readBy), room) }
}

const COLUMNS = ['by', 'name', 'answers', 'cost', 'currency']

/** Lines of each list: more chatbots, people and days than there are. */
const ALL = { pageSize: 1_000_000, page: 0 }

async function totalRows(db: Database, of: Of, readBy: string) {
  const { scope, currency } = of
  const rows = []
  for (const grouping of GROUPINGS) {
    const { lines } = await linesOf(db, of, { ...ALL, grouping, readBy })
    for (const line of lines)
      rows.push([grouping, nameWords(line, scope), line.answers, decimal(line.costMicros), currency])
  }
  return rows
}
