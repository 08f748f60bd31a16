import { makeDocx, wordParagraph } from '../../support/documents/office'
import { readBytes, readFixture } from '../../support/documents/read'

const textsOf = async (body: string) => (await readBytes(makeDocx(body), 'a.docx')).texts

describe('a Word file', () => {
  it('saved by LibreOffice has its headings, lists, tables and notes', async () => {
    const { sections } = await readFixture('handbook.docx')
    const flights = { heading: 'Acme Handbook › Travel › Flights' }
    const hotels = { heading: 'Acme Handbook › Travel › Hotels' }
    const header = 'City | Limit per night | Partner hotel'
    expect(sections).toEqual(
      expect.arrayContaining([
        { text: '- Book at least fourteen days ahead.', place: flights },
        { text: 'Paris | 180 | Hôtel du Lac', place: hotels, header },
        { text: 'مرحبا بالعالم، هذا نص من اليمين إلى اليسار.', place: expect.anything() },
        { text: 'Unless the office manager agrees in writing.', place: {} },
      ]),
    )
  })

  it('keeps hidden, deleted and repeated text to itself', async () => {
    const hidden =
      '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>'
    const deleted =
      '<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    const twice = `<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>once</w:t></mc:Choice><mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`
    expect(await textsOf(hidden + deleted + twice)).toEqual(['seen', 'new', 'once'])
  })

  it('may have text boxes inside of paragraphs, and tables inside of tables', async () => {
    const box = `<w:p><w:r><w:t>before</w:t></w:r><w:r><w:txbxContent>${wordParagraph('boxed')}</w:txbxContent></w:r></w:p>`
    const cell = (inside: string) => `<w:tc>${inside}</w:tc>`
    const inner = `<w:tbl><w:tr>${cell(wordParagraph('x'))}${cell(wordParagraph('y'))}</w:tr></w:tbl>`
    const row = `<w:tr>${cell(wordParagraph('a') + inner)}${cell(wordParagraph('b'))}</w:tr>`
    expect(await textsOf(`${box}<w:tbl>${row}</w:tbl>`)).toEqual(['boxed', 'before', 'a x y | b'])
  })
})

it('a presentation has its slides, titles and tables', async () => {
  const { sections, outcome } = await readFixture('handbook.pptx')
  expect(outcome).toMatchObject({ type: 'pptx' })
  expect(sections[0]).toEqual({ text: 'Acme Handbook', place: { slide: 1 } })
  expect(sections).toContainEqual({
    text: 'Oslo | 190 | Fjord Inn',
    place: { slide: 2, heading: 'Travel' },
    header: 'City | Limit per night | Partner hotel',
  })
})

it('a workbook has the rows of the sheets that are shown, with dates and shares as people see them', async () => {
  const { sections } = await readFixture('prices.xlsx')
  const header = 'Product | Price | Since | Share'
  expect(sections).toEqual([
    { text: 'Prices of the spring', place: { sheet: 'Prices', row: 1 }, header: '' },
    { text: 'Blue lamp | 12.5 | 2024-02-29 | 12.5%', place: { sheet: 'Prices', row: 4 }, header },
    { text: 'Red lamp | | 2025-07-01 14:30 | 50%', place: { sheet: 'Prices', row: 5 }, header },
    { text: expect.stringMatching(/^Total \| /), place: { sheet: 'Prices', row: 6 }, header },
    { text: 'Call the supplier on Monday', place: { sheet: 'Notes', row: 1 }, header: '' },
  ])
})
