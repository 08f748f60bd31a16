import type { Block } from './blocks/blocks'
import type { SlackFile } from './file'
import type { StreamState } from './stream'

export interface Channel {
  id: string
  name: string
  direct: boolean
  /** Slack Connect: people of another workspace are in it. */
  shared: boolean
  members: Set<string>
  messages: Message[]
}

/** One posted message; edits replace the object, so that what was read of it can be remembered by identity. */
export interface Message {
  ts: string
  channel: string
  user: string
  /** Set on messages of the app. */
  botId?: string
  appId?: string
  text: string
  blocks?: Block[]
  attachments?: Attachment[]
  files?: SlackFile[]
  threadTs?: string
  /** Who has answered below this message, oldest first. */
  replies?: { user: string; ts: string }[]
  edited?: { user: string; ts: string }
  /** Ephemeral: the one person who sees it. */
  onlyFor?: string
  pings: string[]
  /** Who reacted, by name of the reaction. */
  reactions?: Record<string, string[]>
  /** Deleted, but still the root of a thread. */
  isTombstone?: boolean
  /** Set on messages that grew, or still grow. */
  stream?: StreamState
  /** The root of a thread in the assistant view. */
  assistant?: AssistantThread
  /** What the app says it is doing in the thread below this message. */
  status?: { text: string }
}

/** The secondary part of a message: https://docs.slack.dev/messaging/formatting-message-text#attachments */
export interface Attachment {
  color?: string
  fallback?: string
  text?: string
  blocks?: Block[]
}

export interface AssistantThread {
  title?: string
  promptsTitle?: string
  prompts: { title: string; message: string }[]
}
