import type { Clock } from '../clock'
import type { Database } from '../db'
import type { Secrets } from '../secrets'
import type { Redeem } from './redeem'
import type { VetOptions } from './vet'

export interface PeopleOptions extends VetOptions {
  db: Database
  secrets: Secrets
  clock: Clock
  /** What `/link` does with codes that are not about people. */
  redeem: Readonly<Record<'claim' | 'connection', Redeem>>
}
