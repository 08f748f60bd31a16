import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { FileStore } from '../../src/chat'
import { inParts } from './parts'
import { uploadInParts } from './s3-upload'

export interface S3StoreOptions {
  /** Null: Amazon S3. Elsewhere the bucket is named in the path, which every such storage understands. */
  url: string | null
  bucket: string
  region: string
  /** Null: what the machine itself is given. */
  keys: { accessKeyId: string; secretAccessKey: string } | null
}

/** Amazon wants at least 5 MiB in every part but the last, and 10,000 parts at most: 78 GiB a file. */
const PART_BYTES = 8 * 1024 * 1024

/** Keeps each file as one object; holds one part in memory at a time. Failed requests are made three times. */
export function createS3Store({ url, bucket, region, keys }: S3StoreOptions): FileStore {
  const client = new S3Client({
    region,
    ...(url && { endpoint: url, forcePathStyle: true }),
    ...(keys && { credentials: keys }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
    // Other storages than Amazon's refuse checksums at the end of a body.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return {
    async write(key, content) {
      const place = { Bucket: bucket, Key: key }
      const parts = inParts(content, PART_BYTES)[Symbol.asyncIterator]()
      const { value: first = Buffer.alloc(0) } = await parts.next()
      if (first.length < PART_BYTES) await client.send(new PutObjectCommand({ ...place, Body: first }))
      else await uploadInParts(client, place, first, parts)
    },

    async *read(key) {
      const found = await client
        .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
        .catch(asMissing(key))
      // In Node the body is a readable stream; it fails when fewer bytes come than were announced.
      yield* found.Body as AsyncIterable<Uint8Array>
    },

    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },
  }
}

const asMissing =
  (key: string) =>
  (error: unknown): never => {
    if (error instanceof NoSuchKey) throw new Error(`nothing is kept under ${key}`, { cause: error })
    throw error
  }
