import { z } from 'zod'
import type { FeatureJob } from '../../feature'
import { defineJob } from '../../jobs'
import type { KnowledgeOptions } from '../options'
import { createReader } from '../reading'
import { type Claim, claimVersion, LEASE_MS, renewClaim } from './claim'
import { readVersion } from './read-version'
import { Slots } from './slots'

/** Documents read at once in one process: each takes a thread and up to half a gigabyte. */
const AT_ONCE = 2

type Payload = { versionId: string }

/** The job that reads one version and makes it found. Ends quietly when there is nothing to do, or another run does it. */
export function indexDocument(options: KnowledgeOptions): FeatureJob<Payload> {
  const { db, clock, readerArguments } = options
  const reader = createReader(readerArguments ? { execArgv: readerArguments } : {})
  const slots = new Slots(AT_ONCE)
  return defineJob({
    name: 'index-document',
    schema: z.object({ versionId: z.string() }),
    run: ({ versionId }, stopping) =>
      slots.within(stopping, async () => {
        const claim = await claimVersion(db, clock, versionId)
        if (claim)
          await whileOurs(options, claim, stopping, (signal) =>
            readVersion({ ...options, reader }, claim, signal),
          )
      }),
  })
}

/** Renews the lease as long as the work goes on, and ends the work when it is no longer ours. */
async function whileOurs(
  { db, clock, log }: KnowledgeOptions,
  claim: Claim,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController()
  const renewal = setInterval(() => {
    renewClaim(db, clock, claim).then(
      (ours) => ours || lost.abort(),
      (err: Error) =>
        log.warn({ err, versionId: claim.versionId }, 'Could not renew the lease of a document'),
    )
  }, LEASE_MS / 6)
  try {
    await work(AbortSignal.any([stopping, lost.signal]))
  } finally {
    clearInterval(renewal)
  }
}
