import type { Platform } from '../../driver'
import type { SeenMail } from '../../mail/seen-mail'
import type { FromSandbox, PersonView, PlatformInfo } from '../../protocol'

type Each<T> = Partial<Record<Platform, T>>

export interface SandboxState {
  online: boolean
  platforms: PlatformInfo[]
  hasMail: boolean
  /** Who is played on each side. */
  personas: Each<string>
  views: Each<PersonView>
  /** What is in each message box, so that a step of the journey can put words there. */
  drafts: Each<string>
  /** Messages each person can see, and how many of them the page has shown. */
  counts: Each<Record<string, number>>
  shown: Each<Record<string, number>>
  mails: SeenMail[]
  /** Sandbox time, and the page's own clock when it was told. */
  clock?: { now: number; toldAt: number }
}

export type Event =
  | FromSandbox
  | { kind: 'online'; online: boolean }
  | { kind: 'persona'; platform: Platform; userId: string }
  | { kind: 'draft'; platform: Platform; text: string }

export const initialState: SandboxState = {
  online: false,
  platforms: [],
  hasMail: false,
  personas: {},
  views: {},
  drafts: {},
  counts: {},
  shown: {},
  mails: [],
}

export function reduce(state: SandboxState, event: Event): SandboxState {
  switch (event.kind) {
    case 'online':
      return { ...state, online: event.online }
    case 'world':
      return {
        ...state,
        platforms: event.platforms,
        hasMail: event.mail,
        personas: firstPeople(state, event),
      }
    case 'persona':
      return markShown(
        { ...state, personas: { ...state.personas, [event.platform]: event.userId } },
        event.platform,
      )
    case 'draft':
      return { ...state, drafts: { ...state.drafts, [event.platform]: event.text } }
    case 'view':
      return { ...state, views: { ...state.views, [event.platform]: event.view } }
    case 'counts':
      return markShown(
        { ...state, counts: { ...state.counts, [event.platform]: event.messages } },
        event.platform,
      )
    case 'mails':
      return { ...state, mails: event.mails }
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

/** Who is played sees everything; the first count of all is where the page came in. */
function markShown(state: SandboxState, platform: Platform): SandboxState {
  const counts = state.counts[platform] ?? {}
  const persona = state.personas[platform] ?? ''
  const before = state.shown[platform] ?? counts
  const shown = { ...before, [persona]: counts[persona] ?? 0 }
  return { ...state, shown: { ...state.shown, [platform]: shown } }
}

/** Whether messages have come for somebody who is not being played. */
export function hasNews(state: SandboxState, platform: Platform, userId: string): boolean {
  return (state.counts[platform]?.[userId] ?? 0) > (state.shown[platform]?.[userId] ?? 0)
}
