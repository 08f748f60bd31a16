import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createReader,
  type ReaderOptions,
  type ReadingFailure,
  type Section,
  type Summary,
} from '../../../src/knowledge/reading'

const FIXTURES = join(__dirname, '../../knowledge/reading/fixtures')

/** The reader as it runs in tests, from the sources. */
export const testReader = (options: ReaderOptions = {}) =>
  createReader({ execArgv: ['-r', join(__dirname, '../typescript.cjs')], ...options })

export interface ReadResult {
  sections: Section[]
  texts: string[]
  outcome: Summary | ReadingFailure
}

/** Reads bytes as if somebody had uploaded them under this name. */
export async function readBytes(
  bytes: string | Uint8Array,
  name: string,
  options?: ReaderOptions,
): Promise<ReadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'reading-'))
  try {
    const path = join(folder, 'upload')
    await writeFile(path, bytes)
    return await readPath(path, name, options)
  } finally {
    await rm(folder, { recursive: true })
  }
}

export const readFixture = (file: string, name = file) => readPath(join(FIXTURES, file), name)

export async function readPath(path: string, name: string, options?: ReaderOptions): Promise<ReadResult> {
  const reading = testReader(options).read(path, name)
  const sections: Section[] = []
  for await (const section of reading.sections) sections.push(section)
  return { sections, texts: sections.map(({ text }) => text), outcome: await reading.outcome }
}
