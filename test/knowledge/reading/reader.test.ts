import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBytes, readPath, testReader } from '../../support/documents/read'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reader-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(text: string): Promise<string> {
  const path = join(folder, 'file')
  await writeFile(path, text)
  return path
}

const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, index) => `Paragraph ${index} of many words.`).join('\n\n')

it('gives all sections in order, and what was read in the end', async () => {
  const { texts, outcome } = await readBytes(paragraphs(2_000), 'a.txt')
  expect(texts).toHaveLength(2_000)
  expect(texts[1_999]).toBe('Paragraph 1999 of many words.')
  expect(outcome).toEqual({ type: 'txt', sections: 2_000, characters: texts.join('').length })
})

it('reads no further ahead than its taker allows', async () => {
  const reading = testReader().read(await fileOf(paragraphs(50_000)), 'a.txt')
  const sections = reading.sections[Symbol.asyncIterator]()
  const first = await sections.next()
  expect(first.value).toEqual({ text: 'Paragraph 0 of many words.', place: { line: 1 } })
  expect(reading.progress()).toBeLessThan(100)
  await sections.return?.()
})

it('ends the thread when the taker has enough', async () => {
  const reading = testReader().read(await fileOf(paragraphs(50_000)), 'a.txt')
  for await (const _ of reading.sections) break
  expect(await reading.outcome).toEqual({ code: 'stopped' })
})

it('stops when it is told to', async () => {
  const stop = new AbortController()
  const reading = testReader().read(await fileOf(paragraphs(50_000)), 'a.txt', stop.signal)
  let taken = 0
  for await (const _ of reading.sections) if (++taken === 10) stop.abort()
  expect(await reading.outcome).toEqual({ code: 'stopped' })
  expect(taken).toBeLessThan(50_000)
})

it('does not start when it was told to stop before', async () => {
  const { outcome } = testReader().read(await fileOf('Hello'), 'a.txt', AbortSignal.abort())
  expect(await outcome).toEqual({ code: 'stopped' })
})

it('gives up when the thread works for too long', async () => {
  const { outcome } = await readPath(await fileOf(paragraphs(10)), 'a.txt', { timeoutMs: 1 })
  expect(outcome).toEqual({ code: 'timeout', limitMs: 1 })
})

it('gives up when the thread needs too much memory', async () => {
  const html = `<html><p>${'word '.repeat(4_000_000)}`
  const { outcome } = await readPath(await fileOf(html), 'a.html', { memoryMiB: 24 })
  expect(outcome).toEqual({ code: 'outOfMemory', limitMiB: 24 })
})

it('refuses more text than it may give', async () => {
  const { outcome } = await readPath(await fileOf(paragraphs(1_000)), 'a.txt', { mostCharacters: 10_000 })
  expect(outcome).toEqual({ code: 'tooLong', limit: 10_000 })
})

it('throws when the file is not there: that is no fault of the document', async () => {
  const { outcome } = testReader().read(join(folder, 'missing'), 'a.txt')
  await expect(outcome).rejects.toThrow('ENOENT')
})
