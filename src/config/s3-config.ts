import type { Values } from './rules'

/** Where the files of documents are kept when not in PostgreSQL. */
export interface S3Config {
  /** Null: Amazon S3. */
  url: string | null
  bucket: string
  region: string
  /** Null: what the machine itself is given. */
  keys: { accessKeyId: string; secretAccessKey: string } | null
}

export function s3Of(values: Values): S3Config | null {
  if (!values.S3_BUCKET) return null
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values
  return {
    url: values.S3_URL ?? null,
    bucket: values.S3_BUCKET,
    region: values.S3_REGION ?? 'us-east-1',
    keys: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
  }
}
