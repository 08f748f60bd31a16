import { isoTime } from '../clock'
import type { EventName } from '../events'
import type { FeatureParts } from '../feature'
import { roleSyncNotices } from './notices'
import { roleSyncPresses } from './presses'
import { wakeMirrors } from './repository'
import { type RoleSyncOptions, runDue } from './run'

/** A change is at the platform within moments, though nobody is woken: claiming what is due is one small statement. */
const EVERY_MS = 5_000

const ROLES_CHANGED: readonly EventName[] = [
  'roles.changed',
  'member.left',
  'workspace.left',
  'team.deleted',
  'workspace.deleted',
  'account.deleted',
]

/**
 * Roles mirrored to Discord server roles and Slack user groups, one way. Reading order: `mirror` (what it is) → `plan` (what
 * is to be done; pure) → `presses` (what can be asked) → `views`, `trouble-words`, `notices` (what is shown) → `set-mirror`
 * (what changes), `run` (what is due), `sync` (the way of one place), `stop` (what to do about trouble) → `repository`.
 */
export function roleSync(options: RoleSyncOptions): FeatureParts {
  const { db, clock } = options
  return {
    chat: roleSyncPresses(db),
    notices: roleSyncNotices(db),
    followers: ROLES_CHANGED.map((on) => ({
      on,
      follow: async ({ accountId }) => void (await wakeMirrors(db, [accountId, isoTime(clock.now())])),
    })),
    sweeps: [{ name: 'role-sync', everyMs: EVERY_MS, run: () => runDue(options) }],
  }
}

export type { RoleSyncOptions } from './run'
