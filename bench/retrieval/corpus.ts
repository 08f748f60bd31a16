import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Chunk, chunkSections, type Section } from '../../src/knowledge/reading'
import { readHtml } from '../../src/knowledge/reading/text/read-html'

const run = promisify(execFile)

/** A real manual, as a Debian package brings it. */
export interface Manual {
  name: string
  package: string
  /** Against which the questions were written. */
  version: string
  folder: string
  /** Which files of the folder belong to it; they are read in the order of their names. */
  files: string
}

export const MANUALS: readonly Manual[] = JSON.parse(readFileSync(join(__dirname, 'manuals.json'), 'utf8'))

/** Installs what is missing where we may, on Debian as root; resolves to the packages that are still missing. */
export async function installManuals(): Promise<string[]> {
  const missing = await missingPackages()
  if (missing.length === 0 || userInfo().uid !== 0) return missing
  const apt = (...args: string[]) =>
    run('apt-get', ['-qq', ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  await apt('update')
    .then(() => apt('install', '-y', '--no-install-recommends', ...missing))
    // Told by what is missing afterwards.
    .catch(() => {})
  return missingPackages()
}

async function missingPackages(): Promise<string[]> {
  const missing = new Set<string>()
  for (const manual of MANUALS) if ((await pagesOf(manual)).length === 0) missing.add(manual.package)
  return [...missing]
}

async function pagesOf({ folder, files }: Manual): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => new RegExp(files).test(name)).sort()
}

/** The whole manual in passages, read and cut by the product itself, though in this thread: that is faster for many small files. */
export async function readManual(manual: Manual): Promise<Chunk[]> {
  const names = await pagesOf(manual)
  async function* sections(): AsyncGenerator<Section> {
    for (const path of names.map((name) => join(manual.folder, name)))
      yield* readHtml({ path, sizeBytes: (await stat(path)).size, progress() {} })
  }
  const chunks: Chunk[] = []
  for await (const chunk of chunkSections(sections())) chunks.push(chunk)
  return chunks
}
