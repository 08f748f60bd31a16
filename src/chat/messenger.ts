import type { PostedMessage } from './place'
import type { ChatUser, Reader } from './text'
import type { Card } from './view'

/** The platform will not deliver, and trying again will not help. */
export type Undeliverable =
  /** The person blocks private messages or has left (Discord 50007, Slack `cannot_dm_bot`, `user_disabled`). */
  | 'blocked'
  /** The message or channel is gone. */
  | 'gone'
  /** The bot was removed from the workspace or server, or its token was revoked (B15). */
  | 'disconnected'

export type Delivery = { ok: true; posted: PostedMessage } | { ok: false; why: Undeliverable }

/** Thrown when the platform asks to wait (429) or is down: the job tries again after `afterMs`. */
export class TryLater extends Error {
  constructor(
    readonly afterMs: number,
    reason: string,
  ) {
    super(reason)
    this.name = 'TryLater'
  }
}

/** Sends and edits outside of an interaction. One per platform; used by jobs only. */
export interface Messenger {
  /**
   * Posts privately to a user. `key` makes a repeated call harmless where the platform can (Discord nonce).
   * @throws TryLater
   */
  direct(to: ChatUser, card: Card, reader: Reader, key: string): Promise<Delivery>
  /** @throws TryLater */
  edit(message: PostedMessage, card: Card, reader: Reader): Promise<Delivery>
}

/** What a platform tells about one of its users, read when an unknown user first speaks (R22). */
export interface ChatProfile {
  name: string
  bot: boolean
  /** Slack single- and multi-channel guests. */
  guest: boolean
  /** A user of another organisation (Slack Connect). */
  stranger: boolean
  /** Is an admin of the Slack workspace; Discord says with each interaction who manages a server. */
  managesTenant?: boolean
  /** Only when the platform says that it is confirmed. */
  confirmedEmail?: string
  locale?: string
  timeZone?: string
}

export interface ProfileReader {
  /** Null when the platform does not know the user. */
  profile(user: ChatUser): Promise<ChatProfile | null>
  /** What the platform calls a Slack workspace or Discord server; null when it does not tell. */
  tenantName(tenant: string): Promise<string | null>
}
