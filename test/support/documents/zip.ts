import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  content: string | Uint8Array
  /** What the directory says instead of the truth. */
  declaredSize?: number
  encrypted?: boolean
}

/** A ZIP file, honest or not. `repeat` lists every entry so often over the same bytes. */
export function makeZip(entries: readonly ZipEntry[], { repeat = 1 } = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content)
    const name = Buffer.from(entry.name)
    const fields = headerFields(entry, packed)
    const local = Buffer.concat([mark(0x04034b50), fields, uint16(name.length), uint16(0), name, packed])
    for (let time = 0; time < repeat; time++) {
      const alias = Buffer.from(repeat > 1 ? `${time}-${entry.name}` : entry.name)
      directory.push(
        Buffer.concat([
          mark(0x02014b50),
          uint16(20),
          fields,
          uint16(alias.length),
          Buffer.alloc(12),
          uint32(offset),
          alias,
        ]),
      )
    }
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const count = uint16(directory.length)
  const end = [mark(0x06054b50), uint32(0), count, count, uint32(central.length), uint32(offset), uint16(0)]
  return Buffer.concat([...locals, central, ...end])
}

function headerFields({ content, declaredSize, encrypted }: ZipEntry, packed: Buffer): Buffer {
  const size = declaredSize ?? Buffer.byteLength(content)
  return Buffer.concat([
    uint16(20),
    uint16(encrypted ? 1 : 0),
    uint16(8),
    uint32(0),
    uint32(crc32(content)),
    uint32(packed.length),
    uint32(size),
  ])
}

const mark = (value: number) => uint32(value)

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
