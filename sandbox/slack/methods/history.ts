import type { Json } from '../json'
import { messageObject } from '../message-object'
import type { Call, Method } from '../method'
import { ApiRefusal } from '../refusal'
import type { Message } from '../state'
import { named, page } from './pages'

const scopes = ['channels:history|im:history']

/** Everything in the channel that is not for one person alone, oldest first. */
function readable(call: Call): Message[] {
  const channel = named(call)
  if (!channel.members.has(call.slack.app.botUserId)) throw new ApiRefusal('not_in_channel')
  return channel.messages.filter((message) => message.onlyFor === undefined)
}

/** Between `oldest` and `latest`, themselves only where `inclusive`: https://docs.slack.dev/reference/methods/conversations.history#timestamps */
function inTime({ args }: Call, messages: Message[]): Message[] {
  const oldest = Number(args.oldest ?? 0)
  const latest = args.latest ? Number(args.latest) : Infinity
  const isInclusive = String(args.inclusive) === 'true'
  return messages.filter(({ ts }) => {
    const at = Number(ts)
    return (at > oldest && at < latest) || (isInclusive && (at === oldest || at === latest))
  })
}

function answer(call: Call, messages: Message[]): Json {
  const { items, next } = page(call.args, messages)
  return {
    messages: items.map((message) => messageObject(call.workspace, message)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  }
}

export const historyMethods: Record<string, Method> = {
  /** Newest first, answers in threads left out: https://docs.slack.dev/reference/methods/conversations.history */
  'conversations.history': {
    tier: 3,
    token: 'bot',
    scopes,
    run(call) {
      const roots = readable(call).filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts)
      return answer(call, inTime(call, roots).reverse())
    },
  },
  /** The root, then its answers, oldest first: https://docs.slack.dev/reference/methods/conversations.replies */
  'conversations.replies': {
    tier: 3,
    token: 'bot',
    scopes,
    run(call) {
      const wanted = String(call.args.ts ?? '')
      const found = readable(call).filter(({ threadTs, ts }) => ts === wanted || threadTs === wanted)
      if (found.length === 0) throw new ApiRefusal('thread_not_found')
      const [root, ...replies] = found
      const isRoot = root?.ts === wanted
      return answer(call, isRoot && root ? [root, ...inTime(call, replies)] : inTime(call, found))
    },
  },
}
