import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What the file holds; when it is not there yet, `make()` fills it, readable by its owner only. */
export async function generatedSecret(file: string, make: () => string): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${make()}\n`, { mode: 0o600, flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  return (await readFile(file, 'utf8')).trim()
}
