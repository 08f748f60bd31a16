import { namesColumns } from '../header'
import type { Section } from '../section'
import { rowText } from '../section-writer'
import type { Source } from '../source'
import { type Archive, openArchive } from './archive'
import { SheetRows } from './sheet-rows'
import { readWorkbook, type Workbook } from './workbook'
import { walkXml } from './xml'

/** The rows of all sheets that are shown, each with the names of the columns when its table begins with such. */
export async function* readXlsx({ path, progress }: Source): AsyncGenerator<Section> {
  const archive = await openArchive(path)
  try {
    const workbook = await readWorkbook(archive)
    const total = workbook.sheets.reduce((sum, { part }) => sum + archive.sizeOf(part), 1)
    let unpacked = 0
    for (const sheet of workbook.sheets)
      yield* readSheet(archive, workbook, sheet, (bytes) => {
        unpacked += bytes
        progress(Math.min(1, unpacked / total))
      })
  } finally {
    archive.close()
  }
}

async function* readSheet(
  archive: Archive,
  workbook: Workbook,
  { name, part }: Workbook['sheets'][number],
  onBytes: (count: number) => void,
): AsyncGenerator<Section> {
  const rows = new SheetRows(workbook)
  let header: { text: string; row: number; used: boolean } | null = null
  const sheet = rowText([name])
  for await (const bytes of walkXml(archive, part, rows)) {
    onBytes(bytes)
    for (const { row, cells } of rows.take()) {
      const text = rowText(cells)
      if (text === '') continue
      const place = { sheet, row }
      if (header) {
        header.used = true
        yield { text, place, header: header.text }
      } else if (namesColumns(cells)) header = { text, row, used: false }
      else yield { text, place, header: '' }
    }
  }
  if (header && !header.used) yield { text: header.text, place: { sheet, row: header.row }, header: '' }
}
