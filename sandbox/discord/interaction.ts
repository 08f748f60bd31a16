import type { AnsweredInteraction, StoredMessage } from './types'

/** What the platform keeps of one interaction. */
export interface Interaction {
  id: string
  token: string
  type: number
  userId: string
  channelId: string
  guildId?: string
  /** Commands: full name with subcommands, as messages show it. */
  commandName?: string
  /** Components, and forms that a component opened: the message they sit on. */
  message?: StoredMessage
  /** Commands from a menu: whom or what they were chosen at. */
  target?: Pick<AnsweredInteraction, 'targetUserId' | 'targetMessageId'>
  /** By the sandbox clock. */
  createdAt: number
  state: 'waiting' | 'answered' | 'missed'
  /** Callback type of the first response. */
  response?: number
  /** What `@original` stands for. */
  original?: StoredMessage
  settle(choices: Choice[]): void
}

export interface Choice {
  name: string
  value: string | number
}
