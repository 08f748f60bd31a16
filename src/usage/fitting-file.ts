import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { OutgoingFile } from '../chat'

/**
 * A file of at most `room` bytes: as it is, else packed. Null: it is too large even so, and no more of it is read. No more
 * than twice the room is held.
 */
export async function fittingFile(
  name: string,
  parts: AsyncIterable<Buffer>,
  room: number,
): Promise<OutgoingFile | null> {
  const plain = within(room)
  const packed = within(room)
  const gzip = createGzip().on('data', packed.add)
  for await (const part of parts) {
    plain.add(part)
    if (!gzip.write(part)) await once(gzip, 'drain')
    if (packed.bytes() === null) break
  }
  gzip.end()
  await finished(gzip)
  const bytes = plain.bytes()
  if (bytes) return { name, mediaType: 'text/csv', bytes: Buffer.concat(bytes) }
  const fewer = packed.bytes()
  return fewer && { name: `${name}.gz`, mediaType: 'application/gzip', bytes: Buffer.concat(fewer) }
}

/** Keeps parts until they are larger than `room` together. */
function within(room: number) {
  let kept: Buffer[] | null = []
  let size = 0
  return {
    add(part: Buffer) {
      size += part.length
      if (size > room) kept = null
      kept?.push(part)
    },
    /** Null: there was more than room. */
    bytes: () => kept,
  }
}
