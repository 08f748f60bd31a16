import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Puts bytes into a file of its own while `work` goes on; it is deleted whatever happens. */
export async function withScratchFile(
  name: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  work: (path: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `rolecall-${name}-`))
  try {
    const path = join(folder, 'document')
    await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600 }), { signal })
    await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
