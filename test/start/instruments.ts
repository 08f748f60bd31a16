import { createMailer } from '../../adapters/email'
import { createModel } from '../../adapters/model'
import { createEmbedder } from '../../adapters/model/embedder'
import { EVENTS } from '../../adapters/payments'
import { scopes } from '../../adapters/slack/register'
import { createS3Store } from '../../adapters/storage/s3'
import { parseConfig } from '../../src/config'
import type { Check, Instruments } from '../../src/doctor/check'

/** Those of the product, which only wait less before they try again. */
export const instruments: Instruments = {
  createMailer,
  createModel: (options) => createModel({ ...options, backOffMs: 1 }),
  createEmbedder: (options) => createEmbedder({ ...options, backOffMs: 1 }),
  createFileStore: createS3Store,
  slackScopes: scopes,
  stripeEvents: EVENTS,
}

/** What the doctor's line says under these variables: a remark, or "WRONG" and what is wrong. */
export const examine = (check: Check, variables: Record<string, string>): Promise<string> =>
  check(parseConfig(variables), instruments).catch(({ message }: Error) => `WRONG ${message}`)
