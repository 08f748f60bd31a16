import type { AskedIn } from '../billing'
import { type Context, isRefusal, type Refusal, type Stream } from '../chat'
import { isAgent, onlyChatbot, type ReachedChatbot } from '../chatbots'

/** Which documents an answer may rest on: none, those open to everybody, or all that the asker may read. */
export type Reading = 'none' | 'open' | 'theirs'

/** Why not: people of other organisations read along, or the documents are shared neither with the asker nor with a team there. */
export type Unread = 'foreign' | 'excluded' | 'closed'

/** Where a question is asked, as far as it matters who reads the answer. */
export interface Readers {
  /** Others than the asker read it. */
  shared: boolean
  /** People of another organisation are among them (Slack Connect). */
  foreign: boolean
  /** What the place is connected to; null where nobody else is. */
  workspaceId: string | null
}

export const readersOf = (
  { place, home }: Pick<Context, 'place' | 'home'>,
  audience: Stream['audience'],
): Readers => ({
  shared: !place.direct && (audience === 'channel' || audience === 'thread'),
  foreign: place.shared,
  workspaceId: home?.workspaceId ?? null,
})

/** What decides who pays for the answer. */
export const askedIn = ({ home, actor }: Pick<Context, 'home' | 'actor'>): AskedIn => ({
  here: home?.defaultTeamId ?? null,
  teams: actor.teamRoles.map(({ teamId }) => teamId),
})

/**
 * In a place that others read, a chatbot answers only when it is shared with a team there, an agent only where its workspace
 * is connected, and only from what everybody there may see (B14); `privately` otherwise. People of other organisations see
 * no documents at all.
 */
export function readingFor({ chatbot, reach }: ReachedChatbot, readers: Readers): Reading | 'privately' {
  if (!readers.shared) return reach.knowledge ? 'theirs' : 'none'
  if (sharesHere(chatbot, readers).length === 0) return 'privately'
  return unreadFor({ chatbot, reach }, readers) === null ? 'open' : 'none'
}

/** Why `readingFor` says `none`; null when it does not. */
export function unreadFor({ chatbot, reach }: ReachedChatbot, readers: Readers): Unread | null {
  if (!reach.knowledge) return 'excluded'
  if (!readers.shared) return null
  if (!sharesHere(chatbot, readers).some(({ knowledge }) => knowledge)) return 'closed'
  return readers.foreign ? 'foreign' : null
}

/** How those who read here have it; everybody in a workspace has its agents, with their documents. */
function sharesHere(chatbot: ReachedChatbot['chatbot'], readers: Readers): readonly { knowledge: boolean }[] {
  if (chatbot.workspaceId !== readers.workspaceId) return []
  return isAgent(chatbot) ? [{ knowledge: true }] : chatbot.grants.filter(({ to }) => to.kind === 'team')
}

/**
 * The numbers of sources that a text names as `[2]` or `[1, 3]`, in order, and the text with them counted from one in that
 * order, without those that do not exist: a source that was made up looks like a real one.
 */
export function readCitations(markdown: string, sources: number): { text: string; cited: number[] } {
  const cited = new Set<number>()
  const text = markdown.replace(/ ?\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\](?!\()/g, (found, list: string) => {
    const numbers = list.split(',').map(Number)
    const real = numbers.filter((number) => number >= 1 && number <= sources)
    for (const number of real) cited.add(number)
    if (real.length === 0) return ''
    const shown = real.map((number) => `[${[...cited].indexOf(number) + 1}]`)
    return `${found.startsWith(' ') ? ' ' : ''}${shown.join('')}`
  })
  return { text, cited: [...cited] }
}

/**
 * What is searched for. A question that leans on the one before, "And on Sundays?", brings that one's words along.
 */
export function searchFor(question: string, before: string | undefined): string {
  const words = question.match(/[\p{L}\p{N}]{2,}/gu) ?? []
  const leans = before !== undefined && words.length < LEANING_WORDS
  return leans ? `${before}\n${question}`.slice(-SEARCH_LENGTH) : question
}

/** Questions of fewer words rarely say what they are about. */
const LEANING_WORDS = 6
const SEARCH_LENGTH = 3_000

export const isActive = ({ chatbot }: ReachedChatbot) => chatbot.status === 'active'

/**
 * "Handbook: when do we close?" names the chatbot first; the longest name wins. Of two of one name it is the one whose id is
 * `usual`, else the one that can be asked, else one is asked for.
 */
export function namedFirst(
  text: string,
  chatbots: readonly ReachedChatbot[],
  usual?: string,
): { reached: ReachedChatbot; question: string } | Refusal | undefined {
  const folded = text.toLowerCase()
  const named = chatbots
    .filter(({ chatbot: { name } }) => folded.startsWith(name.toLowerCase()))
    .sort((a, b) => b.chatbot.name.length - a.chatbot.name.length)
  for (const reached of named) {
    const rest = text.slice(reached.chatbot.name.length)
    const question = /^\s*[:,–—-]\s*([\s\S]*\S)/.exec(rest)?.[1]
    if (question === undefined) continue
    const name = reached.chatbot.name.toLowerCase()
    const alike = named.filter(({ chatbot }) => chatbot.name.toLowerCase() === name)
    const meant = alike.find(({ chatbot }) => chatbot.id === usual) ?? onlyChatbot(alike, isActive)
    return isRefusal(meant) ? meant : { reached: meant, question }
  }
  return undefined
}
