import iconv from 'iconv-lite'
import { readBytes } from '../../support/documents/read'

const SENTENCE = 'Die Größe der Bücher überrascht jeden Käufer, sagte Zoë.'
const textsOf = async (bytes: string | Uint8Array, name: string) => (await readBytes(bytes, name)).texts

describe('text', () => {
  it.each(['utf8', 'utf-16le', 'utf-16be', 'windows-1252'])('is read from %s', async (encoding) => {
    expect(await textsOf(iconv.encode(SENTENCE.repeat(20), encoding), 'a.txt')).toEqual([SENTENCE.repeat(20)])
  })

  it('is read from UTF-16 with a mark, and from Windows-1251', async () => {
    expect(await textsOf(iconv.encode(SENTENCE, 'utf-16', { addBOM: true }), 'a.txt')).toEqual([SENTENCE])
    const russian = 'Командировочные расходы возмещаются в течение тридцати дней после поездки.'
    expect(await textsOf(iconv.encode(russian, 'windows-1251'), 'a.txt')).toEqual([russian])
  })

  it('is not taken for another encoding because of one damaged byte', async () => {
    const bytes = Buffer.concat([Buffer.from(SENTENCE), Buffer.from([0xff]), Buffer.from(' Ende')])
    expect(await textsOf(bytes, 'a.txt')).toEqual([`${SENTENCE}\uFFFD Ende`])
  })

  it('is found to be UTF-8 or not by its end too', async () => {
    const bytes = Buffer.concat([
      Buffer.from('plain words\n\n'.repeat(40_000)),
      iconv.encode(SENTENCE, 'windows-1252'),
    ])
    expect((await textsOf(bytes, 'a.txt')).at(-1)).toBe(SENTENCE)
  })

  it('loses what is not for reading, and keeps what is written from right to left', async () => {
    const raw =
      `Nul\0 and \u0007bell, \u202Eevil\u202C, ${'\u00AD'}soft\u00ADhyphen, ﬁnd, e\u0301, a\uFEFF\u200Bb`.repeat(
        1,
      )
    expect(await textsOf(`${raw}, مرحبا بالعالم. ${'More words. '.repeat(30)}`, 'a.txt')).toEqual([
      `Nul and bell, evil, softhyphen, find, é, ab, مرحبا بالعالم. ${'More words. '.repeat(30).trim()}`,
    ])
  })

  it('comes by paragraphs with the number of the line', async () => {
    const { sections } = await readBytes('One\r\ntwo\r\n\r\n\r\n  three   four\r\n', 'a.txt')
    expect(sections).toEqual([
      { text: 'One\ntwo', place: { line: 1 } },
      { text: 'three four', place: { line: 5 } },
    ])
  })

  it('without any line break comes in pieces', async () => {
    const texts = await textsOf('word '.repeat(100_000), 'a.txt')
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.join(' ')).toBe('word '.repeat(100_000).trim())
  })
})

describe('CSV', () => {
  it.each([',', ';', '\t', '|'])('is parted at %j', async (delimiter) => {
    const lines = [`Name${delimiter}"City${delimiter}s"`, `Ann${delimiter}"Bonn ""am"" Rhein"`]
    const { sections } = await readBytes(`${lines.join('\r\n')}\r\n`, 'a.csv')
    expect(sections).toEqual([
      { text: 'Ann | Bonn "am" Rhein', place: { row: 2 }, header: expect.stringMatching(/^Name \| City/) },
    ])
  })

  it('without names of columns has no header, and rows of other lengths are rows', async () => {
    const { sections } = await readBytes('1,2\n3\n', 'a.csv')
    expect(sections).toEqual([
      { text: '1 | 2', place: { row: 1 }, header: '' },
      { text: '3', place: { row: 2 }, header: '' },
    ])
  })
})

describe('HTML', () => {
  it('is what a reader of the page sees', async () => {
    const html = `<!doctype html><html><head><title>Shop</title><style>p{}</style></head><body>
      <script>steal()</script><!-- a comment --><p hidden>h</p><p style="color:red; display : none">d</p>
      <span style="font-size:0">tiny</span><template>t</template><noscript>n</noscript>
      <p>Read <a href="https://evil.example">the terms</a> &amp; pay<br>soon.</p>
      <h2>Prices</h2><pre>if a:\n    b()</pre></body></html>`
    const { sections } = await readBytes(html, 'a.html')
    expect(sections).toEqual([
      { text: 'Read the terms & pay\nsoon.', place: { heading: 'Shop' } },
      { text: 'if a:\n    b()', place: { heading: 'Shop › Prices' } },
    ])
  })

  it('keeps the names of columns, and takes tables for layout as paragraphs', async () => {
    const data = '<table><tr><th>City<th>Limit<tr><td>Oslo<td>190</table>'
    const layout = '<table><tr><td><h1>Rules</h1><p>First</p></td></tr></table>'
    const { sections } = await readBytes(`<html>${data}${layout}`, 'a.html')
    expect(sections).toEqual([
      { text: 'Oslo | 190', place: {}, header: 'City | Limit' },
      { text: 'First', place: { heading: 'Rules' } },
    ])
  })

  it('is read in the encoding that it names', async () => {
    const html = '<html><meta charset="iso-8859-2"><p>Zażółć gęślą jaźń'
    expect(await textsOf(iconv.encode(html, 'iso-8859-2'), 'a.html')).toEqual(['Zażółć gęślą jaźń'])
  })
})

describe('Markdown', () => {
  it('has headings, lists, tables and code', async () => {
    const text =
      '---\ntitle: Guide\n---\n\nIntro\n\n## Use\n\n- one\n- *two*\n\n```\n# no heading\n```\n\n|a|b|\n|-|-|\n|1|2|\n'
    const { sections } = await readBytes(text, 'a.md')
    expect(sections).toEqual([
      { text: 'Intro', place: { heading: 'Guide' } },
      { text: '- one', place: { heading: 'Guide › Use' } },
      { text: '- two', place: { heading: 'Guide › Use' } },
      { text: '# no heading', place: { heading: 'Guide › Use' } },
      { text: '1 | 2', place: { heading: 'Guide › Use' }, header: 'a | b' },
    ])
  })

  it('keeps its headings over the parts in which it is parsed', async () => {
    const part = Array.from(
      { length: 60 },
      (_, at) => `## Part ${at}\n\n${'Some words. '.repeat(300)}\n`,
    ).join('\n')
    const { sections } = await readBytes(`# Book\n\n${part}`, 'a.md')
    expect(sections.map(({ place }) => place.heading)).toEqual(
      Array.from({ length: 60 }, (_, at) => `Book › Part ${at}`),
    )
  })
})
