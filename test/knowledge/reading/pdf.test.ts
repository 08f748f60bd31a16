import { makePdf, pageOf } from '../../support/documents/pdf'
import { readBytes, readFixture } from '../../support/documents/read'

it('a PDF made by LibreOffice has its bookmarks as headings and its tables as rows', async () => {
  const { sections } = await readFixture('handbook.pdf')
  expect(sections).toContainEqual({
    text: '• Book at least fourteen days ahead.',
    place: { page: 1, heading: 'Travel › Flights' },
  })
  expect(sections).toContainEqual({
    text: expect.stringContaining('Paris | 180 | Hôtel du Lac\nOslo'),
    place: { page: 1, heading: 'Travel › Hotels' },
  })
})

describe('a PDF made by groff', () => {
  it('is read without its running header, footer and page numbers', async () => {
    const { texts, outcome } = await readFixture('manual.pdf')
    expect(outcome).toMatchObject({ type: 'pdf' })
    expect(texts.filter((text) => /Acme Safety Manual|Confidential$|Page \d/.test(text))).toEqual([])
    const rules = [...texts.join('\n').matchAll(/Rule (\d+) applies/g)].map(([, number]) => Number(number))
    expect(rules).toEqual(Array.from({ length: 54 }, (_, index) => index + 1))
  })

  it('has words together that were parted at the ends of lines, but for compounds', async () => {
    const text = (await readFixture('manual.pdf')).texts.join('\n')
    expect(text).not.toMatch(/\p{L}- \p{L}/u)
    expect(text).toContain('environmental documentation')
    expect(text).toContain('twenty-four months')
    expect(text).not.toContain('twentyfour')
  })
})

it('pages are numbered from 1, and what stands on one page only is no header', async () => {
  const { sections } = await readBytes(makePdf([pageOf('First page.'), pageOf('Second page.')]), 'a.pdf')
  expect(sections).toEqual([
    { text: 'First page.', place: { page: 1 } },
    { text: 'Second page.', place: { page: 2 } },
  ])
})
