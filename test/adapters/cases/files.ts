import type { ChosenFile } from '../../../sandbox/driver'
import { FileUnavailable, type Form, type GivenFile, type Interaction } from '../../../src/chat'
import { keep, type Scene } from '../scene'

const prices: ChosenFile = {
  name: 'Preise-für-2030.csv',
  bytes: Buffer.from('item,price\nlamp,12\n'),
  mediaType: 'text/csv',
}
const notes: ChosenFile = {
  name: 'notes.txt',
  bytes: Buffer.from('Lamps are sold by the pair.'),
  mediaType: 'text/plain',
}

const upload: Form = {
  submit: 'documents.save:01J',
  title: 'Upload documents',
  submitLabel: 'Upload',
  fields: [
    { kind: 'file', name: 'files', label: 'Files', max: 3, extensions: ['csv', 'txt'], required: true },
    { kind: 'text', name: 'note', label: 'Note', maxLength: 80 },
  ],
}

export function describeFiles(scene: Scene): void {
  const described = ({ name, bytes }: ChosenFile) => ({ name, sizeBytes: bytes.byteLength })
  const read = (file: GivenFile | undefined, maxBytes = 1_000) => {
    if (!file) throw new Error('no file was handed over')
    return collect(scene.harness.adapter.contents.file(file.source, maxBytes))
  }

  async function attach(...files: ChosenFile[]): Promise<Interaction> {
    const { olivia, channel, mention } = scene.harness
    return scene.play(keep, () => olivia.type(`${mention} read this`, channel, { files }))
  }

  it('hands over what is attached to a message, and its bytes when asked', async () => {
    const { happening, files } = await attach(prices, notes)
    expect(happening).toMatchObject({ kind: 'message', text: 'read this', addressed: true })
    expect(files).toMatchObject([described(prices), described(notes)])
    expect(await read(files?.[0])).toEqual(prices.bytes)
    expect(await read(files?.[1])).toEqual(notes.bytes)
  })

  it('hands over what was put into a field of a form; the field holds its id', async () => {
    await scene.openFormFor(upload)
    const { olivia } = scene.harness
    const [field] = olivia.form()?.fields ?? []
    expect(field).toMatchObject({ kind: 'file', required: true })
    const { happening, files = [] } = await scene.play(keep, () =>
      olivia.submit({}, { [field?.id ?? '']: [prices, notes] }),
    )
    expect(files).toMatchObject([described(prices), described(notes)])
    expect(happening).toMatchObject({ submit: upload.submit, values: { files: files.map(({ id }) => id) } })
    expect(await read(files[1])).toEqual(notes.bytes)
  })

  it('breaks off when there are more bytes than wanted', async () => {
    const { files } = await attach(prices)
    const exactly = prices.bytes.byteLength
    expect(await read(files?.[0], exactly)).toEqual(prices.bytes)
    await expect(read(files?.[0], exactly - 1)).rejects.toEqual(new FileUnavailable('tooLarge'))
  })

  it('says that a file is gone when the platform knows none there', async () => {
    const { files: [file] = [] } = await attach(notes)
    if (!file) throw new Error('no file was handed over')
    const elsewhere = { ...file.source, address: file.source.address.replace(/.{4}$/, '0000') }
    await expect(read({ ...file, source: elsewhere })).rejects.toEqual(new FileUnavailable('gone'))
  })
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}
