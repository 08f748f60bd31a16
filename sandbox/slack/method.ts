import type { Json } from './json'
import type { Tier } from './limits'
import type { Slack, Workspace } from './state'

export interface Call {
  slack: Slack
  workspace: Workspace
  args: Json
  token: string | undefined
  /** Refuses with 429 where a channel gets more than its share of messages. */
  countPost(channelId: string): void
}

export interface Method {
  tier: Tier
  token: 'bot' | 'app' | 'none'
  /** All are needed; `a|b` is satisfied by either. */
  scopes: string[]
  run(call: Call): Json
}
