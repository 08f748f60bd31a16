import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { unreadable } from '../failure'
import { namesColumns } from '../header'
import type { Section } from '../section'
import { rowText } from '../section-writer'
import { countBytes, type Source } from '../source'
import { detectDelimiter } from './delimiter'
import { detectEncoding, readText } from './encoding'

const MOST_ROW_LENGTH = 1_000_000

/** Rows, each with the names of the columns when the first row holds such. */
export async function* readCsv(source: Source): AsyncGenerator<Section> {
  const pieces = readText(source.path, await detectEncoding(source.path), countBytes(source))
  const start = await takeStart(pieces)
  // Excel's own way of saying it, which is no data.
  const told = /^sep=(.)\r?\n/i.exec(start)
  const parser = parse({
    delimiter: told?.[1] ?? detectDelimiter(start),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MOST_ROW_LENGTH,
  })
  const all = Readable.from(rejoin(told ? start.slice(told[0].length) : start, pieces))
  // What goes wrong on the way comes out of the iteration below.
  pipeline(all, parser, () => undefined)
  let header: string | undefined
  let records = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const text = rowText(record)
      const row = ++records + (told ? 1 : 0)
      if (header === undefined) {
        header = namesColumns(record) ? text : ''
        if (header !== '') continue
      }
      if (text !== '') yield { text, place: { row }, header }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw unreadable({ code: 'broken', type: 'csv', detail: error.message })
    throw error
  }
  if (records === 1 && header) yield { text: header, place: { row: 1 }, header: '' }
}

async function takeStart(pieces: AsyncGenerator<string>): Promise<string> {
  let start = ''
  while (start.length < 10_000) {
    const { value, done } = await pieces.next()
    if (done) break
    start += value
  }
  return start
}

async function* rejoin(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}
