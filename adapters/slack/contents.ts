import { type ContentReader, cleanName, type Place, type SpokenMessage } from '../../src/chat'
import { download } from './download'
import { later } from './later'
import type { Names } from './names'
import { readTyped } from './receive'
import { isFromPerson, type MessageEvent } from './receive-message'
import { errorCode, NotInstalled, type Outlet } from './web'

/** Bots and notices among them are left out afterwards. */
const mostRead = 100
const mostPages = 10

export function createContentReader(outlet: Outlet, names: Names, apiUrl: string): ContentReader {
  async function read(
    { tenant, channelId: channel, threadId }: Place,
    latest: string,
  ): Promise<MessageEvent[]> {
    const where = { token: await outlet.token(tenant ?? ''), channel, latest, limit: mostRead }
    const read: MessageEvent[] = []
    let cursor: string | undefined
    for (let page = 0; page < mostPages; page++) {
      // A channel begins with its newest message, a thread with its oldest.
      const said =
        threadId === undefined
          ? outlet.web.conversations.history(where)
          : outlet.web.conversations.replies({ ...where, ts: threadId, ...(cursor && { cursor }) })
      const { messages = [], response_metadata } = await said
      read.push(...(messages as MessageEvent[]))
      cursor = response_metadata?.next_cursor
      if (threadId === undefined || !cursor) break
    }
    return read.filter(({ ts = '' }) => ts < latest).sort(byTime)
  }

  async function spoken(
    tenant: string,
    { user: userId = '', text = '' }: MessageEvent,
  ): Promise<SpokenMessage> {
    const nameOf = async (id: string) => cleanName(await names.of({ tenant, userId: id })) ?? id
    const mentioned = new Map<string, string>()
    for (const [, id = ''] of text.matchAll(MENTION)) mentioned.set(id, await nameOf(id))
    const named = text.replace(MENTION, (_, id: string) => `@${mentioned.get(id)}`)
    return { author: await nameOf(userId), text: readTyped(named) }
  }

  return {
    async recent(place, beforeMessageId, limit) {
      const messages = (await read(place, beforeMessageId).catch(nothingWhereWeMayNotRead))
        .filter(isFromPerson)
        .slice(-limit)
      const said: SpokenMessage[] = []
      // One after the other, so that a name is asked for once.
      for (const message of messages) said.push(await spoken(place.tenant ?? '', message))
      return said.filter(({ text }) => text.trim() !== '')
    },
    file: (source, maxBytes) => download(outlet, apiUrl, source, maxBytes),
  }
}

const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g

/** Timestamps are of one length. */
const byTime = (one: MessageEvent, other: MessageEvent) => ((one.ts ?? '') < (other.ts ?? '') ? -1 : 1)

/** Scopes may be missing, the bot may not be in the channel, the thread may be gone. */
function nothingWhereWeMayNotRead(error: unknown): never[] {
  const asked = later(error)
  if (asked) throw asked
  if (error instanceof NotInstalled || errorCode(error) !== undefined) return []
  throw error
}
