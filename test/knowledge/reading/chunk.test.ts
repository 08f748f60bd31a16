import fc from 'fast-check'
import { CHUNK_MOST, type Chunk, chunkSections, type Section } from '../../../src/knowledge/reading'

async function* each(sections: readonly Section[]) {
  yield* sections
}

async function chunksOf(sections: readonly Section[]): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  for await (const chunk of chunkSections(each(sections))) chunks.push(chunk)
  return chunks
}

const SENTENCE = 'Every employee books flights through the desk for travel. '
const prose = (heading: string, repeat: number): Section => ({
  text: `${heading}: ${SENTENCE.repeat(repeat)}`.trim(),
  place: { heading },
})

it('joins short paragraphs, and keeps the headings as place and context', async () => {
  const sections = [prose('A › B', 2), prose('A › B', 3), prose('A › B', 1)]
  const chunks = await chunksOf(sections)
  expect(chunks).toEqual([
    {
      text: sections.map(({ text }) => text).join('\n\n'),
      place: { heading: 'A › B' },
      position: 0,
      context: 'A › B',
    },
  ])
})

it('does not reach over a heading of the first two levels, but over a deeper one', async () => {
  const headings = ['A › B › one', 'A › B › two', 'A › C', 'D']
  const chunks = await chunksOf(headings.map((heading) => prose(heading, 4)))
  expect(chunks.map(({ place }) => place.heading)).toEqual(['A › B › one', 'A › C', 'D'])
})

it.each([{ page: 1 }, { slide: 1 }, { sheet: 'One' }])('does not reach over the end of %j', async (place) => {
  const text = SENTENCE.repeat(3).trim()
  const next = 'page' in place ? { page: 2 } : 'slide' in place ? { slide: 2 } : { sheet: 'Two' }
  const chunks = await chunksOf([
    { text, place },
    { text: `${text} More.`, place: next },
  ])
  expect(chunks.map(({ place }) => place)).toEqual([place, next])
})

it('gives a crumb to its neighbour on the next page, but never on another slide', async () => {
  const text = SENTENCE.repeat(3).trim()
  const pages = await chunksOf([
    { text: 'Crumb', place: { page: 1 } },
    { text, place: { page: 2 } },
  ])
  expect(pages).toMatchObject([{ text: `Crumb\n\n${text}`, place: { page: 2 } }])
  const slides = await chunksOf([
    { text: 'Crumb', place: { slide: 1 } },
    { text, place: { slide: 2 } },
  ])
  expect(slides).toHaveLength(2)
})

it('repeats the names of columns in every chunk of a table, under the line that introduces it', async () => {
  const rows = Array.from(
    { length: 100 },
    (_, at): Section => ({
      text: `Lamp number ${at} | ${at * 3}`,
      place: { sheet: 'Prices', row: at + 2 },
      header: 'Product | Price',
    }),
  )
  const chunks = await chunksOf([
    { text: 'Of the spring', place: { sheet: 'Prices', row: 1 }, header: '' },
    ...rows,
  ])
  expect(chunks.length).toBeGreaterThan(2)
  const tables = chunks.filter(({ text }) => text.includes('Lamp'))
  expect(tables.every(({ text }) => text.startsWith('Product | Price\n'))).toBe(true)
  expect(tables[1]?.text).toContain(`\nLamp number ${(tables[1]?.place.row ?? 0) - 2} |`)
})

it('splits long text between sentences', async () => {
  const text = Array.from({ length: 60 }, (_, at) => `Rule ${at} says: ${SENTENCE}`)
    .join('')
    .trim()
  const [first, ...rest] = await chunksOf([{ text, place: {} }])
  expect(rest.length).toBeGreaterThan(2)
  expect(first?.text.endsWith('for travel.')).toBe(true)
})

it('leaves out what is repeated word for word', async () => {
  const chunks = await chunksOf([prose('A', 12), prose('B', 12), prose('A', 12)])
  expect(chunks.map(({ place }) => place.heading)).toEqual(['A', 'B'])
})

const section: fc.Arbitrary<Section> = fc.record(
  {
    text: fc.string({ minLength: 1, maxLength: 4_000, unit: 'grapheme' }).map((text) => text.trim() || 'x'),
    place: fc.record(
      { page: fc.integer({ min: 1, max: 3 }), heading: fc.constantFrom('A', 'A › B', 'C') },
      { requiredKeys: [] },
    ),
    header: fc.constantFrom('Name | Price', ''),
  },
  { requiredKeys: ['text', 'place'] },
)

it('gives the same chunks for the same sections; none is empty, too long, or there twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(section, { maxLength: 12 }), async (sections) => {
      const chunks = await chunksOf(sections)
      expect(await chunksOf(sections)).toEqual(chunks)
      for (const { text } of chunks) {
        expect(text.trim()).not.toBe('')
        expect(text.length).toBeLessThanOrEqual(CHUNK_MOST)
      }
      expect(new Set(chunks.map(({ text, context }) => `${context} ${text}`)).size).toBe(chunks.length)
      expect(chunks.map(({ position }) => position)).toEqual(chunks.map((_, at) => at))
    }),
    { numRuns: 60 },
  )
})
