import { createCipheriv, createHash } from 'node:crypto'
import type { FileStore } from '../../../src/chat'

export interface StoreUnderTest {
  store: FileStore
  /** Bytes that have reached the other side since the start. */
  received(): number
  /** Up to so many bytes a store may hold in memory. */
  heldBytes: number
}

const MIB = 1024 * 1024
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Bytes that differ everywhere, by the seed. */
export function bytesOf(seed: number, length: number): Buffer {
  const key = Buffer.alloc(16, `seed ${seed}`)
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length))
}

/** As a network hands them over: in pieces of an odd length. */
export async function* inPieces(bytes: Uint8Array, length = 60_001): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length)
}

export async function readAll(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What every store must do. */
export function describeFileStore(open: () => StoreUnderTest): void {
  const kept = async (key: string) => hash(await readAll(open().store.read(key)))

  test.each([
    ['nothing', 0],
    ['a byte', 1],
    ['a MiB', MIB],
    ['a part', 8 * MIB],
    ['more than a part', 8 * MIB + 1],
    ['several parts', 17 * MIB + 7],
  ])('keeps %s and gives it back byte for byte', async (_, length) => {
    const bytes = bytesOf(length, length)
    await open().store.write('01J0000000000000000000000A', inPieces(bytes))
    expect(await kept('01J0000000000000000000000A')).toBe(hash(bytes))
  })

  test('a second write takes the place of the first, longer or shorter', async () => {
    const { store } = open()
    for (const length of [3 * MIB, 9 * MIB + 5, 10]) {
      await store.write('replaced', inPieces(bytesOf(length, length)))
      expect(await kept('replaced')).toBe(hash(bytesOf(length, length)))
    }
  })

  test('keys do not touch each other, whatever is in them', async () => {
    const { store } = open()
    const keys = ['k', 'k/1', 'k 1', 'k%2F1', 'ключ', "k'; --"]
    for (const [seed, key] of keys.entries()) await store.write(key, inPieces(bytesOf(seed, 100)))
    await store.remove('k')
    for (const [seed, key] of keys.entries()) {
      if (key !== 'k') expect(await kept(key)).toBe(hash(bytesOf(seed, 100)))
    }
    await expect(kept('k')).rejects.toThrow('nothing is kept under k')
  })

  test('reading what was never kept or was removed fails; removing it twice does not', async () => {
    const { store } = open()
    await expect(kept('never')).rejects.toThrow('nothing is kept under never')
    await store.write('gone', inPieces(bytesOf(1, 2 * MIB)))
    await store.remove('gone')
    await store.remove('gone')
    await expect(kept('gone')).rejects.toThrow('nothing is kept under gone')
  })

  test.each([3 * MIB, 20 * MIB])(
    'a source that fails after %i bytes leaves what was kept before',
    async (length) => {
      const { store } = open()
      await store.write('steady', inPieces(bytesOf(1, 2 * MIB)))
      async function* broken() {
        yield* inPieces(bytesOf(2, length))
        throw new Error('the platform hung up')
      }
      await expect(store.write('steady', broken())).rejects.toThrow('the platform hung up')
      await expect(store.write('new', broken())).rejects.toThrow('the platform hung up')
      expect(await kept('steady')).toBe(hash(bytesOf(1, 2 * MIB)))
      await expect(kept('new')).rejects.toThrow('nothing is kept under new')
    },
  )

  test('a reader during a replacement never gets a mixture', async () => {
    const { store } = open()
    const [before, after] = [bytesOf(1, 12 * MIB), bytesOf(2, 12 * MIB)]
    expect(await readWhileReplaced(store, before, after)).toMatch(/^(before|after|failed)$/)
    expect(await kept('raced')).toBe(hash(after))
  })

  test('memory stays flat: no more is taken from the source than was handed on and one part', async () => {
    const { store, received, heldBytes } = open()
    const start = received()
    let [taken, most] = [0, 0]
    async function* counted() {
      for await (const piece of inPieces(bytesOf(3, 40 * MIB))) {
        taken += piece.length
        most = Math.max(most, taken - (received() - start))
        yield piece
      }
    }
    await store.write('long', counted())
    expect(most).toBeLessThanOrEqual(heldBytes + 60_001)
    expect(received() - start).toBeGreaterThanOrEqual(40 * MIB)
  })

  test('a reader may stop early', async () => {
    const { store } = open()
    await store.write('stopped', inPieces(bytesOf(4, 9 * MIB)))
    for await (const piece of store.read('stopped')) {
      expect(piece.length).toBeGreaterThan(0)
      break
    }
    expect(await kept('stopped')).toBe(hash(bytesOf(4, 9 * MIB)))
  })
}

/** What a reader gets who has begun before a replacement and goes on after it. */
export async function readWhileReplaced(store: FileStore, before: Buffer, after: Buffer): Promise<string> {
  await store.write('raced', inPieces(before))
  const pieces: Uint8Array[] = []
  try {
    for await (const piece of store.read('raced')) {
      pieces.push(piece)
      if (pieces.length === 1) await store.write('raced', inPieces(after))
    }
  } catch {
    return 'failed'
  }
  const read = Buffer.concat(pieces)
  return read.equals(before) ? 'before' : read.equals(after) ? 'after' : 'a mixture'
}
