import type { OwedRow } from './db'

/** What happened that other features may have to follow up. The statement that does it owes the event. */
export type EventName =
  /**
   * Somebody has another role, has come in or is known by another chat user, or a team has come or is named otherwise;
   * subject: the workspace, team or person.
   */
  | 'roles.changed'
  /** A membership ended; subject: the team. */
  | 'member.left'
  /** Somebody is no user of a workspace any more; subject: the workspace. */
  | 'workspace.left'
  /** Subject: the team. */
  | 'team.deleted'
  /** A team has another owner; subject: the team. */
  | 'team.transferred'
  /** Subject: the workspace. Each of its teams has its own `team.deleted` beside it. */
  | 'workspace.deleted'
  /** Subject: the account. Each of its workspaces has its own `workspace.deleted` beside it. */
  | 'account.deleted'
  /** The app is in a place, perhaps again, or has another token there; subject: the connection. */
  | 'connection.resumed'
  /** Subject: the chatbot. */
  | 'chatbot.deleted'
  /** A chatbot has another owner; subject: the chatbot. */
  | 'chatbot.transferred'
  /** A team or a person has it that had it not, or has it in another way; subject: the chatbot. */
  | 'chatbot.shared'
  /** A share ended by itself, not with the chatbot; subject: the chatbot. */
  | 'chatbot.unshared'

/** An event as its followers get it. */
export interface Happened {
  /** Id of the event: the same however often it is delivered. */
  id: string
  accountId: string
  subjectId: string
  /** Who did it; null: the clock or the operator. */
  actorId: string | null
}

/**
 * What a feature does after somebody else's change, e.g. cancelling what has become pointless. Delivered at least once,
 * within moments; whoever decides anything in between asks the tables, not the follower.
 */
export interface Follower {
  on: EventName
  follow(event: Happened): Promise<void>
}

export const happened = (
  name: EventName,
  event: Pick<OwedRow, 'accountId' | 'subjectId' | 'actorId'>,
): OwedRow => ({ kind: 'event', name, ...event })
