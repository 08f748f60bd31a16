import type { Platform } from '../../driver'
import { mailKey, type SeenMail } from '../../mail/seen-mail'
import type { FromSandbox, MessageCounts, PersonView, PlatformInfo } from '../../protocol'
import type { Place } from './place'
import { markRead, type ReadMarks, recallRead, settleCounts } from './read-marks'

type Each<T> = Partial<Record<Platform, T>>

/** A message box: one at each side, and one in Slack's thread. */
export type Box = Platform | 'slack-thread'

export interface SandboxState {
  online: boolean
  /** Which start of the sandbox this is; absent before it has told. */
  run?: string
  platforms: PlatformInfo[]
  /** Whether the bot is connected. */
  bots: Each<boolean>
  /** Who is played on each side. */
  personas: Each<string>
  views: Each<PersonView>
  /** Where everybody was last, by user. */
  places: Record<string, Place>
  /** What is in each message box, so that a step of the journey can put words there. */
  drafts: Partial<Record<Box, string>>
  /** The words that a step put there last. */
  prompts: Partial<Record<Box, string>>
  /** Messages each person can see, and what of all has been read. */
  counts: Each<MessageCounts>
  read: ReadMarks
  /** Absent where the sandbox keeps no mailbox, and before it has told. */
  mails?: SeenMail[]
  /** Sandbox time, and the page's own clock when it was told. */
  clock?: { now: number; toldAt: number }
}

export type Event =
  | FromSandbox
  | { kind: 'online'; online: boolean }
  | { kind: 'persona'; platform: Platform; userId: string }
  | { kind: 'go'; userId: string; place: Place }
  | { kind: 'draft'; box: Box; text: string }
  | { kind: 'prompt'; box: Box; text: string }
  | { kind: 'seen'; platform: Platform; userId: string; channel: string; count: number }
  | { kind: 'opened'; mail: string }

export const initialState: SandboxState = {
  online: false,
  platforms: [],
  bots: {},
  personas: {},
  views: {},
  places: {},
  drafts: {},
  prompts: {},
  counts: {},
  read: {},
}

const set = <T>(each: Each<T>, platform: Platform, value: T): Each<T> => ({ ...each, [platform]: value })

export function reduce(state: SandboxState, event: Event): SandboxState {
  const { read } = state
  switch (event.kind) {
    case 'online':
      return { ...state, online: event.online }
    case 'world':
      return {
        ...state,
        run: event.run,
        read: event.run === state.run ? read : recallRead(event.run),
        platforms: event.platforms,
        personas: firstPeople(state, event),
      }
    case 'bot':
      return { ...state, bots: set(state.bots, event.platform, event.connected) }
    case 'persona':
      return { ...state, personas: set(state.personas, event.platform, event.userId), prompts: {} }
    case 'go':
      return { ...state, places: { ...state.places, [event.userId]: event.place } }
    case 'draft':
      return { ...state, drafts: { ...state.drafts, [event.box]: event.text } }
    case 'prompt':
      return {
        ...state,
        drafts: { ...state.drafts, [event.box]: event.text },
        prompts: { [event.box]: event.text },
      }
    case 'view':
      return { ...state, views: set(state.views, event.platform, event.view) }
    case 'counts': {
      const { platform, messages } = event
      return {
        ...state,
        counts: set(state.counts, platform, messages),
        read: { ...read, [platform]: settleCounts(read[platform], messages) },
      }
    }
    case 'seen': {
      const { platform, userId, channel, count } = event
      return { ...state, read: { ...read, [platform]: markRead(read[platform], userId, channel, count) } }
    }
    case 'mails':
      return {
        ...state,
        mails: event.mails,
        read: { ...read, mails: read.mails ?? event.mails.map(mailKey) },
      }
    case 'opened':
      return { ...state, read: { ...read, mails: [...(read.mails ?? []), event.mail] } }
    case 'clock':
      return { ...state, clock: { now: event.now, toldAt: performance.now() } }
    default:
      return state
  }
}

/** Olivia on the left and Maya on the right: the journey's two people. */
const favourites: Record<Platform, string> = { slack: 'Olivia', discord: 'Maya' }

function firstPeople(state: SandboxState, { platforms }: { platforms: PlatformInfo[] }) {
  const chosen = platforms.map(({ platform, people }) => {
    const favourite = people.find(({ name }) => name.startsWith(favourites[platform])) ?? people[0]
    return [platform, state.personas[platform] ?? favourite?.userId]
  })
  return Object.fromEntries(chosen)
}

/** How many messages of a channel somebody has not read; of all their channels when none is told. */
export function countUnread(
  { counts, read }: SandboxState,
  platform: Platform,
  userId: string,
  channel?: string,
): number {
  const channels = Object.entries(counts[platform]?.[userId] ?? {})
  return channels
    .filter(([id]) => channel === undefined || id === channel)
    .reduce((sum, [id, count]) => sum + Math.max(0, count - (read[platform]?.[userId]?.[id] ?? 0)), 0)
}
