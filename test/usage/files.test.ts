import { randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { csvFile } from '../../src/csv'
import { fittingFile } from '../../src/usage/fitting-file'

/** Counts how many of them were read. */
function partsOf(count: number, make: () => Buffer) {
  const read = { count: 0 }
  async function* parts() {
    for (; read.count < count; read.count += 1) yield make()
  }
  return { read, parts: parts() }
}

test('a file that fits is sent as it is, a larger one packed', async () => {
  const zeros = () => Buffer.alloc(10_000)
  expect(await fittingFile('a.csv', partsOf(5, zeros).parts, 50_000)).toEqual({
    ...{ name: 'a.csv', mediaType: 'text/csv', bytes: Buffer.alloc(50_000) },
  })
  const packed = await fittingFile('a.csv', partsOf(6, zeros).parts, 50_000)
  expect(packed).toMatchObject({ name: 'a.csv.gz', mediaType: 'application/gzip' })
  expect(gunzipSync(packed?.bytes ?? '').length).toBe(60_000)
})

test('what is too large even packed is not read to its end', async () => {
  const { read, parts } = partsOf(1_000, () => randomBytes(50_000))
  expect(await fittingFile('a.csv', parts, 500_000)).toBeNull()
  expect(read.count).toBeLessThan(100)
})

test.each(['\n=1', 'a\r=1', 'a\r\n=1', 'a\n=1'])('a line break in a cell begins no record: %j', (cell) => {
  const { bytes } = csvFile('x.csv', ['name', 'role'], [[cell, '=1']])
  const text = Buffer.from(bytes).toString()
  expect(text.slice(1)).toBe(`name,role\r\n"${cell}",'=1\r\n`)
  expect(parse(text, { bom: true })).toEqual([
    ['name', 'role'],
    [cell, "'=1"],
  ])
})
