import type { Platform } from '../chat'
import type { Locator } from '../knowledge'

/** A thread, or somebody's private messages with the bot; bound to one chatbot, so that it remembers. */
export interface Conversation {
  id: string
  accountId: string
  chatbotId: string
  /** Others read it too: its answers rest on what everybody there may see (B14). */
  shared: boolean
}

/** Where a conversation goes on. `threadId` is empty where the whole channel is the conversation. */
export interface Spot {
  platform: Platform
  tenant: string
  channelId: string
  threadId: string
}

/** `interrupted`: the process that answered is gone. */
export type TurnStatus = 'answering' | 'answered' | 'stopped' | 'failed' | 'interrupted'

/** One question and its answer. */
export interface Turn {
  id: string
  conversationId: string
  accountId: string
  chatbotId: string
  chatbot: string
  workspace: string
  /** The chatbot is an agent: those of its workspace read its threads (F141). */
  agent: boolean
  shared: boolean
  askedBy: string
  asker: string
  question: string
  status: TurnStatus
  /** Markdown, as the model wrote it. */
  answer: string
  sources: readonly Source[]
  model: string
  askedAt: number
}

/** A passage that the answer may name as `[number]`. */
export interface Source {
  number: number
  documentId: string
  versionId: string
  document: string
  place: Locator
  text: string
}

/** Slack and Discord take no more in a field of a form. */
export const QUESTION_LENGTH = 3_000
export const REASON_LENGTH = 500
/** Questions of one person within the window; more are refused until it is over. */
export const QUESTIONS_PER_WINDOW = 20
export const WINDOW_MS = 5 * 60_000
/** Earlier turns that the model is told of, and messages of others. */
export const REMEMBERED_TURNS = 10
export const OVERHEARD_MESSAGES = 15
export const PASSAGES = 8
export const SOURCES_SHOWN = 5
/** The process that answers says so anew while it does; after that the answer counts as interrupted. */
export const LEASE_MS = 30_000
/** How soon an answer learns that it shall stop. */
export const LOOK_EVERY_MS = 1_000
