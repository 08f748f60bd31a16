import { createFileStore } from '../../../adapters/storage'
import type { FileStore } from '../../../src/chat'
import { bytesOf, describeFileStore, inPieces, readAll } from './contract'
import { refuse, type S3Server, startS3 } from './s3-server'

const MIB = 1024 * 1024
const keys = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret/with+marks' }

let server: S3Server
let store: FileStore

beforeAll(async () => {
  server = await startS3('documents', 'eu-central-1', keys)
  store = open({})
})
afterAll(() => server.close())

const open = (changed: object) =>
  createFileStore({
    query: () => Promise.reject(new Error('the database is not asked')),
    s3: { url: server.url, bucket: 'documents', region: 'eu-central-1', keys, ...changed },
  })

describeFileStore(() => ({ store, received: server.received, heldBytes: 8 * MIB }))

test('a small file is one request to the bucket in the path', async () => {
  const before = server.requests.length
  await store.write('small', inPieces(bytesOf(1, 1000)))
  expect(server.requests.slice(before)).toEqual(['PUT /documents/small?x-id=PutObject'])
})

test('a large file goes in parts and is seen when the last is there', async () => {
  async function* watched() {
    yield* inPieces(bytesOf(1, 17 * MIB))
    expect(server.uploads.size).toBe(1)
    expect(server.objects.has('large')).toBe(false)
  }
  await store.write('large', watched())
  expect(server.objects.get('large')).toHaveLength(17 * MIB)
  expect(server.uploads.size).toBe(0)
})

test('an upload that fails is taken back, since its parts would cost', async () => {
  server.failOnce(/^PUT \/documents\/refused.*partNumber=2/, (response) =>
    refuse(response, 403, 'AccessDenied'),
  )
  await expect(store.write('refused', inPieces(bytesOf(1, 20 * MIB)))).rejects.toThrow()
  expect(server.uploads.size).toBe(0)
  expect(server.objects.has('refused')).toBe(false)
})

test.each([
  ['PUT', 10],
  ['GET', 10],
  ['DELETE', 10],
  ['POST', 9 * MIB],
])('a storage that is busy once (503) at %s is asked again', async (method, length) => {
  server.failOnce(new RegExp(`^${method} /documents/busy`), (response) => refuse(response, 503, 'SlowDown'))
  await store.write('busy', inPieces(bytesOf(1, length)))
  expect((await readAll(store.read('busy'))).equals(bytesOf(1, length))).toBe(true)
  await store.remove('busy')
  expect(server.objects.has('busy')).toBe(false)
})

test('a body that breaks off is an error, not a shorter file', async () => {
  await store.write('cut', inPieces(bytesOf(1, 1000)))
  server.failOnce(/^GET \/documents\/cut/, (response) => {
    response.writeHead(200, { 'Content-Length': 1000 })
    response.write(Buffer.alloc(400))
    response.socket?.end()
  })
  await expect(readAll(store.read('cut'))).rejects.toThrow()
})

test('wrong keys, a wrong region and an unknown bucket are errors that say so', async () => {
  const wrongKeys = open({ keys: { ...keys, secretAccessKey: 'other' } })
  await expect(wrongKeys.write('k', inPieces(bytesOf(1, 10)))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  })
  const wrongRegion = open({ region: 'us-east-1' })
  await expect(readAll(wrongRegion.read('k'))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  const wrongBucket = open({ bucket: 'unknown' })
  await expect(readAll(wrongBucket.read('k'))).rejects.toMatchObject({ name: 'NoSuchBucket' })
})
