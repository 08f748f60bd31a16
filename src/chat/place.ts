import type { Platform } from './text'

/** Where something happened. */
export interface Place {
  platform: Platform
  /** Slack team id (enterprise id when installed org-wide), Discord guild id; null in a Discord direct message. */
  tenant: string | null
  channelId: string
  /** Slack only: the message whose thread it is. On Discord a thread is a channel. */
  threadId?: string
  direct: boolean
  /** The channel is shared with another organisation (Slack Connect). */
  shared: boolean
}

/** Where a message stands, enough to edit it later from any process. `tenant` as in ChatUser. */
export interface PostedMessage {
  platform: Platform
  tenant: string
  channelId: string
  messageId: string
}
