import { checkFiles } from '../../src/doctor/storage'
import { refuse, type S3Server, startS3 } from '../adapters/storage/s3-server'
import { examine } from './instruments'

let server: S3Server

beforeAll(async () => {
  server = await startS3('documents', 'eu-central-1', { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' })
})
afterAll(() => server.close())
afterEach(() => server.objects.clear())

const look = (changed: Record<string, string> = {}) =>
  examine(checkFiles, {
    S3_BUCKET: 'documents',
    S3_URL: server.url,
    S3_REGION: 'eu-central-1',
    S3_ACCESS_KEY_ID: 'AKIATEST',
    S3_SECRET_ACCESS_KEY: 'secret',
    ...changed,
  })

test('without a bucket the files are in the database', async () => {
  expect(await examine(checkFiles, {})).toBe('in PostgreSQL')
})

test('an object is written, read and removed', async () => {
  const before = server.requests.length
  expect(await look()).toBe('an object was written to documents, read and removed')
  expect(server.requests.slice(before).map((line) => line.split(' ')[0])).toEqual(['PUT', 'GET', 'DELETE'])
  expect(server.objects.size).toBe(0)
})

test.each([
  [{ S3_BUCKET: 'others' }, 'written (NoSuchBucket): there is no bucket S3_BUCKET at S3_URL; make it first'],
  [
    { S3_SECRET_ACCESS_KEY: 'wrong' },
    'written (SignatureDoesNotMatch): S3_SECRET_ACCESS_KEY is wrong, or S3_REGION is not the one of the bucket',
  ],
])('%j is told with the variable that mends it', async (changed, sentence) => {
  expect(await look(changed)).toBe(`WRONG an object cannot be ${sentence}`)
})

test.each([
  ['PUT', 'written'],
  ['GET', 'read'],
  ['DELETE', 'removed'],
])('keys that may not %s are told what they need', async (method, done) => {
  server.failOnce(new RegExp(`^${method} `), (response) => refuse(response, 403, 'AccessDenied'))
  expect(await look()).toBe(
    `WRONG an object cannot be ${done} (AccessDenied): the keys must be allowed to read, write and delete objects in S3_BUCKET`,
  )
})

test('an object that cannot be read is removed all the same', async () => {
  server.failOnce(/^GET /, (response) => refuse(response, 403, 'AccessDenied'))
  await look()
  expect(server.objects.size).toBe(0)
})
