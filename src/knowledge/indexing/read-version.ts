import { FileUnavailable, TryLater } from '../../chat'
import type { Problem } from '../document'
import type { KnowledgeOptions } from '../options'
import { chunkSections, kindOf, type Reader, type Reading, type Section } from '../reading'
import { removeStaleChunks } from '../search'
import { type Claim, ClaimLost, noteProgress, releaseClaim } from './claim'
import { embedVersion } from './embed-version'
import { fetchFile } from './fetch-file'
import { failVersion, publishVersion } from './finish'
import { indexPassages } from './index-passages'
import { withScratchFile } from './scratch-file'

export type ReadingOptions = Pick<
  KnowledgeOptions,
  'db' | 'contents' | 'files' | 'plans' | 'embedder' | 'clock' | 'log'
> & {
  reader: Reader
}

/** A run that breaks off is begun again; one that breaks off again and again is given up. */
const MOST_ATTEMPTS = 5
const PAUSE_MS = 15_000
/** Fetching, as part of the whole; reading and indexing are the rest. */
const FETCHED = 10
const SHOWN_EVERY_MS = 2_000
const SHOWN_EVERY = 10

/**
 * From a file at a platform to passages that questions find. May be broken off at any moment and repeated: bytes that
 * are stored are not fetched again, and a passage is indexed once. `signal` ends it; then it goes on elsewhere.
 */
export async function readVersion(options: ReadingOptions, claim: Claim, signal: AbortSignal): Promise<void> {
  const { db, clock, log } = options
  try {
    if (claim.attempts > MOST_ATTEMPTS)
      await failVersion(db, clock, claim, { code: 'givenUp', attempts: MOST_ATTEMPTS })
    else await run(options, claim, signal)
  } catch (error) {
    if (error instanceof ClaimLost) return
    if (signal.aborted) return releaseClaim(db, clock, claim, { afterMs: 0, counts: false })
    if (error instanceof FileUnavailable)
      return failVersion(db, clock, claim, { code: 'unavailable', why: error.why }).catch(unlessLost)
    if (error instanceof TryLater)
      return releaseClaim(db, clock, claim, { afterMs: error.afterMs, counts: false })
    log.error({ err: error, versionId: claim.versionId }, 'A document could not be read')
    await releaseClaim(db, clock, claim, { afterMs: PAUSE_MS * claim.attempts, counts: true })
  }
}

async function run(options: ReadingOptions, claim: Claim, signal: AbortSignal): Promise<void> {
  const { db, clock, files, reader } = options
  const { versionId } = claim
  const shown = showing(options, claim)
  await shown.note('reading', 0)
  if (!claim.stored && (await fetchFile(options, claim, signal)) === 'unchanged')
    return failVersion(db, clock, claim, { code: 'unchanged' })
  await shown.note('reading', FETCHED)
  await withScratchFile(versionId, files.read(versionId), signal, async (path) => {
    const reading = reader.read(path, claim.name, signal)
    await indexPassages(db, claim, chunkSections(unbroken(reading)), () =>
      shown.note('indexing', FETCHED + Math.floor((reading.progress() * (99 - FETCHED)) / 100)),
    ).catch(unlessBroken)
    const outcome = await reading.outcome
    signal.throwIfAborted()
    if ('code' in outcome) return fail(options, claim, outcome)
    await embedVersion(options, versionId, signal)
    await publishVersion(db, clock, claim, kindOf(outcome.type).mediaType)
  })
}

class BrokenOff extends Error {}

/** Throws where a document breaks off: half a passage would take the place of the whole one when it is read again. */
async function* unbroken({ sections, outcome }: Reading): AsyncGenerator<Section> {
  yield* sections
  if ('code' in (await outcome)) throw new BrokenOff()
}

function unlessBroken(error: unknown): void {
  if (!(error instanceof BrokenOff)) throw error
}

/** What was indexed before it failed goes at once, so that it can be tried again. */
async function fail(
  { db, clock, log }: ReadingOptions,
  claim: Claim,
  failure: Problem & { detail?: string },
) {
  const { detail, ...problem } = failure
  log.info({ versionId: claim.versionId, problem: problem.code, detail }, 'A document cannot be read')
  await failVersion(db, clock, claim, problem as Problem)
  while ((await removeStaleChunks(db)) > 0);
}

/** Keeps how far it is, and has the card redrawn every ten percent or two seconds. */
function showing({ db, clock }: ReadingOptions, claim: Claim) {
  let last = { progress: 0, at: clock.now() }
  return {
    async note(status: 'reading' | 'indexing', progress: number): Promise<void> {
      const at = clock.now()
      const show =
        progress - last.progress >= SHOWN_EVERY ||
        (progress > last.progress && at - last.at >= SHOWN_EVERY_MS)
      await noteProgress(db, clock, claim, { status, progress, show })
      if (show) last = { progress, at }
    },
  }
}

function unlessLost(error: unknown): void {
  if (!(error instanceof ClaimLost)) throw error
}
