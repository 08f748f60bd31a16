import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { unreadable } from '../failure'

const MIB = 1024 * 1024
const MOST_ENTRIES = 10_000
/** Of all entries together, as declared and as found. */
const MOST_BYTES = 2048 * MIB
/** Deflate reaches 1,032; text of office programs stays below 100. */
const MOST_RATIO = 250
/** Below this size no ratio does harm. */
const HARMLESS_BYTES = 32 * MIB

export interface Archive {
  names: readonly string[]
  has(name: string): boolean
  /** Bytes once unpacked, as declared. */
  sizeOf(name: string): number
  /** The bytes of an entry as they are unpacked. @throws Unreadable when there are more than declared. */
  read(name: string): AsyncIterable<Uint8Array>
  close(): void
}

/**
 * Opens a ZIP file and looks at its whole directory before anything is unpacked. Nothing is ever written under the
 * names in it.
 * @throws Unreadable when it is broken, encrypted, or made to swell.
 */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(broken)
  try {
    const entries = await listEntries(zip)
    const find = (name: string): Entry => {
      const entry = entries.get(name)
      if (!entry) throw unreadable({ code: 'broken', type: null, detail: `the part ${name} is missing` })
      return entry
    }
    let unpacked = 0
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      sizeOf: (name) => find(name).uncompressedSize,
      async *read(name) {
        for await (const bytes of unpack(zip, find(name))) {
          unpacked += bytes.length
          if (unpacked > MOST_BYTES) throw bomb(`more than ${MOST_BYTES} bytes were unpacked`)
          yield bytes
        }
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw bomb(`${zip.entryCount} entries`)
  const entries = new Map<string, Entry>()
  let packed = 0
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      packed += entry.compressedSize
      unpacked += entry.uncompressedSize
      if (entry.isEncrypted()) throw unreadable({ code: 'encrypted', type: null })
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
      if (entry.uncompressedSize > HARMLESS_BYTES && ratio > MOST_RATIO)
        throw bomb(`an entry swells ${Math.round(ratio)} times`)
      if (unpacked > MOST_BYTES) throw bomb(`${unpacked} bytes are declared`)
      // Entries that share their bytes: https://www.bamsoftware.com/hacks/zipbomb/
      if (packed > zip.fileSize) throw bomb('the entries overlap')
      entries.set(entry.fileName.replace(/^\//, ''), entry)
    }
  } catch (error) {
    return broken(error)
  }
  return entries
}

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>
  } catch (error) {
    // yauzl counts what comes out, and has no code for it.
    if (error instanceof Error && error.message.startsWith('too many bytes in the stream'))
      throw bomb('an entry holds more than it declares')
    broken(error)
  }
}

const bomb = (detail: string) => unreadable({ code: 'bomb', detail })

/** What yauzl and zlib say of a damaged file; what the system says of the disk goes on. */
function broken(error: unknown): never {
  if (!(error instanceof Error) || 'failure' in error || 'syscall' in error) throw error
  throw unreadable({ code: 'broken', type: null, detail: error.message })
}
