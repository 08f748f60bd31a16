import { unreadable } from '../failure'
import type { Archive } from './archive'
import { type NumberFormat, numberFormat } from './number-format'
import { mainPart, relationshipsOf } from './relationships'
import { readXml } from './xml'

export interface Workbook {
  /** Those that are shown, in their order. */
  sheets: { name: string; part: string }[]
  epoch: 1900 | 1904
  /** Texts that cells refer to by number. */
  texts: string[]
  /** How the numbers of cells are shown, by their style. */
  formats: NumberFormat[]
}

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const main = await mainPart(archive)
  if (!main) throw unreadable({ code: 'broken', type: 'xlsx', detail: 'no main part' })
  const related = await relationshipsOf(archive, main)
  const sheets: Workbook['sheets'] = []
  let epoch: 1900 | 1904 = 1900
  await readXml(archive, main, {
    open: (element, { name = '', state, date1904, 'r:id': id }) => {
      if (element === 'workbookPr' && (date1904 === '1' || date1904 === 'true')) epoch = 1904
      const target = related.find((one) => one.id === id)
      if (element === 'sheet' && target?.kind === 'worksheet' && state !== 'hidden' && state !== 'veryHidden')
        sheets.push({ name, part: target.part })
    },
  })
  const partOf = (kind: string) => related.find((one) => one.kind === kind)?.part
  return {
    sheets,
    epoch,
    texts: await readTexts(archive, partOf('sharedStrings')),
    formats: await readFormats(archive, partOf('styles')),
  }
}

async function readTexts(archive: Archive, part: string | undefined): Promise<string[]> {
  const texts: string[] = []
  if (!part) return texts
  let inText = false
  let phonetic = false
  let parts: string[] = []
  await readXml(archive, part, {
    open: (name) => {
      if (name === 'si') parts = []
      else if (name === 'rPh') phonetic = true
      else if (name === 't') inText = !phonetic
    },
    text: (text) => {
      if (inText) parts.push(text)
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') texts.push(parts.join(''))
    },
  })
  return texts
}

async function readFormats(archive: Archive, part: string | undefined): Promise<NumberFormat[]> {
  const formats: NumberFormat[] = []
  if (!part) return formats
  const codes = new Map<string, string>()
  let inCells = false
  await readXml(archive, part, {
    open: (name, { numFmtId = '0', formatCode }) => {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(numFmtId, formatCode)
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) formats.push(numberFormat(Number(numFmtId), codes.get(numFmtId)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}
