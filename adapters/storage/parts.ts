/** The same bytes in parts of exactly `size`, the last one shorter; holds one part at a time. */
export async function* inParts(
  content: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer, void> {
  let part = Buffer.allocUnsafe(size)
  let filled = 0
  for await (const piece of content) {
    for (let from = 0; from < piece.length; ) {
      const taken = piece.subarray(from, from + size - filled)
      part.set(taken, filled)
      from += taken.length
      filled += taken.length
      if (filled === size) {
        yield part
        part = Buffer.allocUnsafe(size)
        filled = 0
      }
    }
  }
  if (filled > 0) yield part.subarray(0, filled)
}
