import type { Platform } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import type { VetOptions } from '../people'
import type { Secrets } from '../secrets'

export interface AccountsOptions extends VetOptions {
  db: Database
  secrets: Secrets
  clock: Clock
  /** What the platform calls a Slack workspace or Discord server; null or absent when it does not tell. */
  tenantName?: (platform: Platform, tenant: string) => Promise<string | null>
}
