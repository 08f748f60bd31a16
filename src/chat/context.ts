import type { Actor } from '../access'
import type { ChatSender, GivenFile } from './interaction'
import type { Place } from './place'
import type { Platform, Reader } from './text'

/** What a handler knows about the one interaction it answers. */
export interface Visit {
  /** Null: the platform user is nobody we know. Only handlers declared `who: 'anyone'` meet that. */
  actor: Actor | null
  sender: ChatSender
  place: Place
  reader: Reader
  /** Everything handed over with it. */
  files: readonly GivenFile[]
  /** When it arrived, milliseconds since 1970: the moment every rule of this interaction goes by (R15). */
  at: number
  /** Names what happened; a change stores its outcome under this key (R19). */
  key: string
  /** The outcome stored by an earlier delivery of the same happening. */
  earlier?: unknown
  /** The same visit with everything about the actor read anew: for deciding again when a change was overtaken (H1, H10). */
  renew(): Promise<Visit>
  /** What the connection spoken through belongs to; null in a Discord direct message and before connecting. */
  home: Home | null
}

export interface Context extends Visit {
  actor: Actor
  renew(): Promise<Context>
}

/** Who changes something: a person in chat, or on a page that the link of their mail opened. */
export interface Acting extends Pick<Context, 'actor' | 'at' | 'key' | 'earlier'> {
  place: { platform: Platform | 'web' }
  renew(): Promise<Acting>
}

/**
 * The account to which everything read for a visit is bound (R21); null: all of the person's, in a Discord direct
 * message. In a place that is not connected it is none.
 */
export const accountWithin = ({
  home,
  actor,
  place,
}: Pick<Visit, 'home' | 'actor' | 'place'>): string | null =>
  home?.accountId ?? actor?.confinedTo ?? (place.tenant === null ? null : '')

export interface Home {
  connectionId: string
  accountId: string
  workspaceId: string
  defaultTeamId: string | null
}
