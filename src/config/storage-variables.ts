import { z } from 'zod'
import { endpoint, secret, variable } from './variable'

export const STORAGE_VARIABLES = {
  S3_BUCKET: variable({
    schema: z.string().regex(/^[A-Za-z0-9][\w.-]{1,254}$/, 'must be the name of a bucket'),
    default: 'not set: files of documents are kept in PostgreSQL',
    example: 'rolecall-documents',
    means: 'Bucket of Amazon S3, or of any storage that speaks its protocol, for the files of documents.',
  }),
  S3_URL: variable({
    schema: endpoint,
    default: 'Amazon S3 in S3_REGION',
    example: 'https://minio.example.com:9000',
    means: 'Address of another storage than Amazon S3; the bucket is named in the path.',
    secret: true,
  }),
  S3_REGION: variable({
    schema: z.string().regex(/^[a-z0-9-]+$/, 'must be the name of a region'),
    default: 'us-east-1',
    example: 'eu-central-1',
    means: 'Region of the bucket.',
  }),
  S3_ACCESS_KEY_ID: variable({
    schema: secret,
    default: 'the role of the machine, on Amazon',
    example: 'AKIA1111222233334444',
    means: 'Access key that may read, write and delete in the bucket; goes with S3_SECRET_ACCESS_KEY.',
  }),
  S3_SECRET_ACCESS_KEY: variable({
    schema: secret,
    example: '0123456789abcdef0123456789abcdef01234567',
    means: 'See S3_ACCESS_KEY_ID.',
    secret: true,
  }),
}
