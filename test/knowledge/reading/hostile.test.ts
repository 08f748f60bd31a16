import { makeDocx, wordParagraph } from '../../support/documents/office'
import { makePdf, pageOf, SCANNED_PAGE } from '../../support/documents/pdf'
import { readBytes } from '../../support/documents/read'
import { makeZip } from '../../support/documents/zip'

const codeOf = async (bytes: string | Uint8Array, name: string) => (await readBytes(bytes, name)).outcome

describe('ZIP files made to swell', () => {
  it('are refused by what their directory declares', async () => {
    const more = [{ name: 'word/media/zeros.xml', content: new Uint8Array(64 * 1024 * 1024) }]
    expect(await codeOf(makeDocx(wordParagraph('Hi'), { more }), 'a.docx')).toMatchObject({ code: 'bomb' })
  })

  it('are refused when an entry holds more than it declares', async () => {
    const body = wordParagraph('word '.repeat(50_000))
    expect(await codeOf(makeDocx(body, { main: { declaredSize: 1000 } }), 'a.docx')).toMatchObject({
      code: 'bomb',
      detail: 'an entry holds more than it declares',
    })
  })

  it('are refused when entries share their bytes', async () => {
    const bytes = makeZip([{ name: 'a.xml', content: new Uint8Array(1_000_000) }], { repeat: 2000 })
    expect(await codeOf(bytes, 'a.docx')).toMatchObject({ code: 'bomb' })
  })

  it('are refused for too many entries', async () => {
    const more = Array.from({ length: 10_001 }, (_, index) => ({ name: `e${index}`, content: '' }))
    expect(await codeOf(makeDocx('', { more }), 'a.docx')).toMatchObject({ code: 'bomb' })
  })

  it('are not opened when they lie within a document', async () => {
    const inner = makeZip([{ name: 'zeros', content: new Uint8Array(90 * 1024 * 1024) }])
    const bytes = makeDocx(wordParagraph('Harmless'), {
      more: [{ name: 'word/embeddings/a.zip', content: inner }],
    })
    expect((await readBytes(bytes, 'a.docx')).texts).toEqual(['Harmless'])
  })

  it('with paths that lead out of the archive are refused', async () => {
    const more = [{ name: '../../etc/cron.d/evil', content: '* * * * *' }]
    expect(await codeOf(makeDocx(wordParagraph('Hi'), { more }), 'a.docx')).toMatchObject({ code: 'broken' })
  })
})

describe('XML', () => {
  const LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
  const withDoctype = (doctype: string, entity: string) =>
    makeDocx('', {
      main: { content: `<?xml version="1.0"?>${doctype}<w:document><w:p>${entity}</w:p></w:document>` },
    })

  it('with entities that swell is refused', async () => {
    expect(await codeOf(withDoctype(LAUGHS, '&c;'), 'a.docx')).toMatchObject({ code: 'bomb' })
  })

  it('with entities from outside is refused, and nothing is fetched', async () => {
    const doctype = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    const { outcome, texts } = await readBytes(withDoctype(doctype, '&secret;'), 'a.docx')
    expect(outcome).toMatchObject({ code: 'bomb' })
    expect(texts).toEqual([])
  })

  it('that nests too deep is refused', async () => {
    const body = `${'<w:p>'.repeat(5000)}${'</w:p>'.repeat(5000)}`
    expect(await codeOf(makeDocx(body), 'a.docx')).toMatchObject({ code: 'bomb' })
  })
})

it('HTML that nests too deep is refused', async () => {
  expect(await codeOf(`<html>${'<div>'.repeat(100_000)}`, 'a.html')).toMatchObject({ code: 'bomb' })
})

describe('a PDF', () => {
  it('of 10,000 pages is refused with both numbers', async () => {
    const page = pageOf('Hello')
    expect(await codeOf(makePdf(Array<string>(10_000).fill(page)), 'a.pdf')).toEqual({
      code: 'tooManyPages',
      pages: 10_000,
      limit: 5_000,
    })
  })

  it('of pictures only has no text', async () => {
    expect(await codeOf(makePdf([SCANNED_PAGE, SCANNED_PAGE]), 'scan.pdf')).toEqual({
      code: 'noText',
      type: 'pdf',
      pages: 2,
    })
  })

  it('whose stream swells is ended when it takes too much memory or time', async () => {
    const bytes = makePdf([Buffer.alloc(200 * 1024 * 1024, '1 0 0 RG ')])
    const { outcome } = await readBytes(bytes, 'a.pdf', { memoryMiB: 64, timeoutMs: 10_000 })
    expect(['outOfMemory', 'timeout']).toContain('code' in outcome && outcome.code)
  })

  it('that is cut off is broken, or read as far as it goes', async () => {
    const whole = makePdf([pageOf('Hello')])
    expect(await codeOf(whole.subarray(0, 200), 'a.pdf')).toMatchObject({ code: 'broken', type: 'pdf' })
  })
})

it('a cut-off Office file is broken', async () => {
  const whole = makeDocx(wordParagraph('Hello'))
  expect(await codeOf(whole.subarray(0, whole.length - 40), 'a.docx')).toMatchObject({
    code: 'broken',
    type: 'docx',
  })
})

it('an entry with a password makes the file encrypted', async () => {
  const bytes = makeDocx(wordParagraph('Hello'), { main: { encrypted: true } })
  expect(await codeOf(bytes, 'a.docx')).toEqual({ code: 'encrypted', type: 'docx' })
})

it('a sheet cell far to the right does not become a row of empty cells', async () => {
  const { outcome } = await readBytes(`a${','.repeat(500_000)}b\n`, 'a.csv')
  expect(outcome).toMatchObject({ type: 'csv', sections: 1 })
})

it('a row of a CSV file that never ends is refused', async () => {
  expect(await codeOf(`"${'x\n'.repeat(800_000)}`, 'a.csv')).toMatchObject({ code: 'broken', type: 'csv' })
})
