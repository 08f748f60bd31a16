import type { Clock } from '../clock'
import type { Database } from '../db'
import type { VetOptions } from '../people'
import type { Secrets } from '../secrets'
import type { SlackOAuth } from './slack-oauth'

export interface ConnectionsOptions extends VetOptions {
  db: Database
  secrets: Secrets
  clock: Clock
  /** Where people add Rolecall by themselves; absent where that is not configured. */
  installing?: Installing
}

export interface Installing {
  slack?: {
    oauth: SlackOAuth
    /** The page that begins an installation. */
    url: string
  }
  discord?: {
    /** Discord's own page that adds the bot to a server. */
    url: string
  }
}
