import { CannotMirror, type Log, type Platform, type RoleMirror, TryLater } from '../chat'
import { type Clock, isoTime, MINUTE_MS } from '../clock'
import type { Database } from '../db'
import { describeFailure } from '../failure'
import { sideBySide } from '../side-by-side'
import type { Mirror } from './mirror'
import { claimDue, putOff, release } from './repository'
import { stopMirror } from './stop'
import { syncMirror } from './sync'

export interface RoleSyncOptions {
  db: Database
  clock: Clock
  log: Log
  roleMirrors: (platform: Platform) => RoleMirror | undefined
}

/** Against what people change at the platform by hand, and against trouble that has ended. */
const AGAIN_MS = 10 * MINUTE_MS
const AFTER_FAILURE_MS = MINUTE_MS
/** A run breaks off after that; what is left comes next. */
const RUN_MS = 20_000
/** Longer than any run: those of a killed worker are free again then. */
const CLAIM_MS = 2 * MINUTE_MS
const BATCH = 20
const SIDE_BY_SIDE = 4

/** Looks at the places that are due; resolves to how many there were. */
export async function runDue(options: RoleSyncOptions): Promise<number> {
  const { db, clock } = options
  const now = clock.now()
  const claim = isoTime(now + CLAIM_MS)
  const due = await claimDue(db, [isoTime(now), claim, BATCH])
  const ending = AbortSignal.timeout(RUN_MS)
  await sideBySide(due, SIDE_BY_SIDE, (mirror) => run(options, mirror, claim, ending))
  return due.length
}

async function run(options: RoleSyncOptions, mirror: Mirror, claim: string, ending: AbortSignal) {
  const { db, clock, log, roleMirrors } = options
  const { connectionId, wishes } = mirror
  const goesOn = (at: number | null, done = false) =>
    release(db, [
      ...[connectionId, claim, at === null ? null : isoTime(at), wishes],
      done ? isoTime(clock.now()) : null,
    ])
  try {
    const platform = roleMirrors(mirror.platform)
    if (!platform) return void (await goesOn(clock.now() + AGAIN_MS))
    const outcome = await syncMirror(db, platform, mirror, clock.now(), ending)
    if (outcome === 'brokenOff') return void (await goesOn(clock.now()))
    const isDone = outcome === 'done'
    await goesOn(isWanted(mirror) || !isDone ? clock.now() + AGAIN_MS : null, isDone)
  } catch (error) {
    if (error instanceof TryLater)
      return void (await putOff(db, [connectionId, claim, isoTime(clock.now() + error.afterMs)]))
    if (!(error instanceof CannotMirror)) {
      const { failure, frames } = describeFailure(error)
      log.error({ connectionId, failure, frames }, 'Roles were not mirrored')
      return void (await goesOn(clock.now() + AFTER_FAILURE_MS))
    }
    if (isWanted(mirror)) await stopMirror(db, mirror, error, clock.now())
    // Where the bot may no longer clean up, nobody can be asked to let it.
    await goesOn(mirror.ended ? null : clock.now() + AGAIN_MS)
  }
}

const isWanted = ({ roles, teams, ended }: Mirror) => !ended && (roles || teams)
