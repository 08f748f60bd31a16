import { cut } from '../chat'

export type ChatbotStatus = 'active' | 'paused' | 'archived'
export type ChatbotEvent = 'pause' | 'resume' | 'archive' | 'restore'

export interface Chatbot {
  id: string
  accountId: string
  workspaceId: string
  workspaceName: string
  /** The owner of record; null for an agent, which its workspace owns. */
  ownerId: string | null
  /** Null for an agent. */
  ownerName: string | null
  name: string
  description: string
  /** The prompt. */
  instructions: string
  /** Counts from 1; every text ever saved is kept under its number (F153). */
  instructionsVersion: number
  /** Answers from its documents or not at all (F154). */
  sourcesOnly: boolean
  /** How long conversations are kept; null: for good. */
  keepDays: number | null
  status: ChatbotStatus
  /** Grows with every change of what the form holds. */
  version: number
  createdAt: number
  /** Everybody it is shared with now; the oldest first. */
  grants: readonly Grant[]
}

export const isAgent = ({ ownerId }: Pick<Chatbot, 'ownerId'>) => ownerId === null

/** Whose it is, as it is printed. */
export const ownerWords = ({ ownerName, workspaceName }: Pick<Chatbot, 'ownerName' | 'workspaceName'>) =>
  ownerName ?? `workspace ${workspaceName}`

/** What the form holds. */
export type ChatbotWish = Pick<Chatbot, 'name' | 'description' | 'instructions' | 'sourcesOnly' | 'keepDays'>

export type ShareLevel = 'view' | 'edit' | 'full'

/** How something is shared. */
export interface Share {
  level: ShareLevel
  /** Whether the documents are included. */
  knowledge: boolean
}

/** A share: it never changes, another level is another grant. */
export interface Grant extends Share {
  id: string
  to:
    | { kind: 'team'; teamId: string; name: string; ownerId: string; ownerName: string }
    | { kind: 'person'; personId: string; name: string }
  grantedAt: number
}

export const LEVELS = ['view', 'edit', 'full'] as const satisfies readonly ShareLevel[]
export const atLeast = (level: ShareLevel, needed: ShareLevel) =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(needed)

export const NAME_LENGTH = 80
export const DESCRIPTION_LENGTH = 300
/** What a form field holds on both platforms. */
export const INSTRUCTIONS_LENGTH = 3_000
/** How long conversations may be kept, in days; beside these, for good. */
export const KEEP_DAYS = [7, 30, 90, 365] as const

/** domain.md §4; deletion is no status: what is deleted is not found. */
const NEXT = {
  active: { pause: 'paused', archive: 'archived' },
  paused: { resume: 'active', archive: 'archived' },
  archived: { restore: 'active' },
} as const satisfies Record<ChatbotStatus, Partial<Record<ChatbotEvent, ChatbotStatus>>>

export const EVENTS = ['pause', 'resume', 'archive', 'restore'] as const satisfies readonly ChatbotEvent[]

const MEANT: Record<ChatbotEvent, ChatbotStatus> = {
  pause: 'paused',
  resume: 'active',
  archive: 'archived',
  restore: 'active',
}

/** The status after an event, `already` when it is what the event would make of it, or null when it is impossible now. */
export function step(status: ChatbotStatus, event: ChatbotEvent): ChatbotStatus | 'already' | null {
  const possible: Partial<Record<ChatbotEvent, ChatbotStatus>> = NEXT[status]
  return possible[event] ?? (status === MEANT[event] ? 'already' : null)
}

/** What can be done with it now, for menus. */
export const possibleEvents = (status: ChatbotStatus): readonly ChatbotEvent[] =>
  EVENTS.filter((event) => event in NEXT[status])

/** A name with something after it, as far as a name is long. */
export const cutName = (name: string, ending: string) => cut(name, NAME_LENGTH - ending.length) + ending
