import { createRegistry, type Log, type Platform, type ProfileReader, type Registry } from './chat'
import type { Clock } from './clock'
import type { Database } from './db'
import type { FeatureParts } from './feature'
import { home } from './home'
import { invitations } from './invitations'
import { createInbox } from './notices'
import type { Secrets } from './secrets'
import { teams } from './teams'

export interface FeatureOptions {
  db: Database
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
  clock: Clock
  log: Log
  profiles: (platform: Platform) => ProfileReader | undefined
}

/** Every feature there is, in the order in which help and registration list them. */
export function createFeatures(options: FeatureOptions): readonly FeatureParts[] {
  const { db, clock, log } = options
  const team = teams(db)
  const invitation = invitations({ ...options, now: () => clock.now() })
  const told = [team, invitation]
  const inbox = createInbox({
    db,
    kinds: told.flatMap((part) => part.notices ?? []),
    providers: [invitation.inbox],
    log,
  })
  return [home(inbox), ...told, inbox]
}

export const registryOf = (parts: readonly FeatureParts[]): Registry =>
  createRegistry(parts.flatMap((part) => part.chat ?? []))
