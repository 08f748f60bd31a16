import type { Clock } from '../clock'
import type { Database } from '../db'
import type { VetOptions } from '../people'
import type { Secrets } from '../secrets'

export interface AccountsOptions extends VetOptions {
  db: Database
  secrets: Secrets
  clock: Clock
}
