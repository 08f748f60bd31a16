import { randomUUID } from 'node:crypto'
import { StartError } from '../start-error'
import type { Check } from './check'

const BYTES = Buffer.from('Rolecall was here')

/** What storages say, and what mends it. */
const ADVICE: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no bucket S3_BUCKET at S3_URL; make it first',
  InvalidAccessKeyId: 'S3_ACCESS_KEY_ID is not known there',
  SignatureDoesNotMatch: 'S3_SECRET_ACCESS_KEY is wrong, or S3_REGION is not the one of the bucket',
  AuthorizationHeaderMalformed: 'S3_REGION is not the region of the bucket',
  PermanentRedirect: 'S3_REGION is not the region of the bucket',
  AccessDenied: 'the keys must be allowed to read, write and delete objects in S3_BUCKET',
  CredentialsProviderError: 'this machine has no role: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
}
const UNREACHED = 'does S3_URL name the storage, and may this machine go there?'

/** Puts an object into the bucket, reads it and takes it away again. */
export const checkFiles: Check = async ({ s3 }, { createFileStore }) => {
  if (!s3) return 'in PostgreSQL'
  const store = createFileStore(s3)
  const key = `doctor-${randomUUID()}`
  await attempt('written', () => store.write(key, once(BYTES)))
  const read = await attempt('read', () => collect(store.read(key))).finally(() =>
    attempt('removed', () => store.remove(key)),
  )
  if (!read.equals(BYTES)) throw new StartError('S3_BUCKET gives back other bytes than it was given')
  return `an object was written to ${s3.bucket}, read and removed`
}

async function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { name, code = name, message, $metadata } = error as Failure
    const advice = ADVICE[name] ?? ($metadata?.httpStatusCode ? message : UNREACHED)
    throw new StartError(`an object cannot be ${what} (${code}): ${advice}`)
  }
}

/** `$metadata` has a status when the storage itself has answered. */
type Failure = NodeJS.ErrnoException & { $metadata?: { httpStatusCode?: number } }

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = []
  for await (const piece of pieces) collected.push(piece)
  return Buffer.concat(collected)
}
