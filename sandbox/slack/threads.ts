import type { Json } from './json'
import { slackbot } from './people'
import type { Channel, Message } from './state'

export const rootOf = (channel: Channel | undefined, { threadTs, ts }: Message): Message | undefined =>
  threadTs === undefined || threadTs === ts
    ? undefined
    : channel?.messages.find((message) => message.ts === threadTs)

/** Counts a new answer at the root of its thread. */
export function countReply(channel: Channel, reply: Message): void {
  const root = reply.onlyFor === undefined ? rootOf(channel, reply) : undefined
  if (!root) return
  const replies = [...(root.replies ?? []), { user: reply.user, ts: reply.ts }]
  // What the app said it was doing is over once it answers: https://docs.slack.dev/reference/methods/assistant.threads.setStatus
  const { status, ...quiet } = root
  const isAnswered = status === undefined || reply.botId !== undefined
  channel.messages[channel.messages.indexOf(root)] = {
    ...(isAnswered ? quiet : root),
    threadTs: root.ts,
    replies,
  }
}

/** A thread outlives its last answer only where its root is still there. */
export function forgetReply(channel: Channel, removed: Message): void {
  const root = rootOf(channel, removed)
  if (!root) return
  const replies = (root.replies ?? []).filter(({ ts }) => ts !== removed.ts)
  const at = channel.messages.indexOf(root)
  if (root.isTombstone && replies.length === 0) channel.messages.splice(at, 1)
  else channel.messages[at] = { ...root, replies }
}

/** What is left of a deleted message that has answers: https://docs.slack.dev/messaging/retrieving-messages */
export function tombstoneOf({ ts, channel, replies = [] }: Message): Message {
  const text = 'This message was deleted.'
  return { ts, channel, user: slackbot, text, threadTs: ts, replies, pings: [], isTombstone: true }
}

/** What a message says of the thread it stands in: https://docs.slack.dev/messaging/#threading */
export function threadFields(channel: Channel | undefined, message: Message): Json {
  const { threadTs, replies = [], ts } = message
  if (threadTs === undefined) return {}
  const parent = rootOf(channel, message)
  if (threadTs !== ts) return { thread_ts: threadTs, ...(parent ? { parent_user_id: parent.user } : {}) }
  const users = [...new Set(replies.map(({ user }) => user))]
  return {
    thread_ts: ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users,
    ...(replies.length > 0 ? { latest_reply: replies.at(-1)?.ts } : {}),
    is_locked: false,
    subscribed: false,
  }
}
