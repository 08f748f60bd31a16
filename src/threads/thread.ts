import type { Source } from '../conversations'

/** A conversation with an agent, as those of its workspace see it. */
export interface Thread {
  id: string
  accountId: string
  workspaceId: string
  workspaceName: string
  agentId: string
  agent: string
  startedById: string
  startedBy: string
  /** Stands in a channel. */
  shared: boolean
  /** The first question. */
  question: string
  questions: number
  /** Milliseconds since 1970. */
  lastAt: number
}

/** One question of a thread with its answer. */
export interface ThreadTurn {
  id: string
  threadId: string
  agentId: string
  asker: string
  question: string
  /** Markdown, as the model wrote it. */
  answer: string
  /** What the answer names as `[number]`. */
  sources: readonly Source[]
  askedAt: number
  /** Versions of documents that the model was given for this answer and for those before it. */
  grounds: readonly string[]
}

/** An answer as somebody sees it; null, and without sources: it rests on documents that are not for them, or not there any more. */
export type SeenTurn = Omit<ThreadTurn, 'answer' | 'grounds'> & { answer: string | null }
