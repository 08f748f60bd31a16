import type { FileStore } from '../../src/chat'
import { createPostgresStore, type PostgresStoreOptions } from './postgres'
import type { S3StoreOptions } from './s3'

export interface FileStoreOptions extends PostgresStoreOptions {
  /** Null: files are kept in the database. */
  s3: S3StoreOptions | null
}

/** Where the bytes of documents are kept. */
export function createFileStore({ s3, query }: FileStoreOptions): FileStore {
  if (!s3) return createPostgresStore({ query })
  // Amazon's client takes 20 MB, which others need not load.
  const { createS3Store }: typeof import('./s3') = require('./s3')
  return createS3Store(s3)
}
