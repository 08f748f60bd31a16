import type { Block } from './blocks/blocks'
import { pingsInBlocks } from './read-blocks'
import type { Attachment, Channel, Message, Slack } from './state'
import { pingsIn } from './text'
import { countReply, forgetReply, tombstoneOf } from './threads'

/** What a message says, apart from who said it where. */
export interface Content {
  text: string
  blocks?: Block[]
  attachments?: Attachment[]
}

export type Draft = Content &
  Pick<Message, 'user' | 'botId' | 'appId' | 'threadTs' | 'onlyFor' | 'files' | 'stream' | 'assistant'>

export function addMessage(slack: Slack, channel: Channel, draft: Draft): Message {
  const message: Message = { ...draft, ts: slack.ids.ts(), channel: channel.id, pings: pingsOf(draft) }
  channel.messages.push(message)
  countReply(channel, message)
  slack.changed()
  return message
}

export function editMessage(
  slack: Slack,
  channel: Channel,
  ts: string,
  content: Content & Pick<Message, 'files'>,
): Message {
  const before = findMessage(channel, ts)
  if (!before) throw new Error(`no message ${ts} in ${channel.id}`)
  const { blocks: _blocks, attachments: _attachments, ...kept } = before
  const edited = { user: before.user, ts: slack.ids.ts() }
  return replaceMessage(slack, channel, before, { ...kept, ...content, edited })
}

/** A change notifies nobody again, but what the message then mentions is still recorded. */
export function replaceMessage(slack: Slack, channel: Channel, before: Message, after: Message): Message {
  const recorded = { ...after, pings: pingsOf(after) }
  channel.messages[channel.messages.indexOf(before)] = recorded
  slack.changed()
  return recorded
}

/** What was there, and what is left of it: nothing, unless people have answered below it. */
export interface Removal {
  before: Message
  after?: Message
}

export function removeMessage(slack: Slack, channel: Channel, ts: string): Removal | undefined {
  const before = findMessage(channel, ts)
  if (!before) return undefined
  const at = channel.messages.indexOf(before)
  const after = before.replies?.length ? tombstoneOf(before) : undefined
  if (after) channel.messages[at] = after
  else channel.messages.splice(at, 1)
  forgetReply(channel, before)
  slack.changed()
  return after ? { before, after } : { before }
}

/** False when that person has put this reaction there already. */
export function react(
  slack: Slack,
  channel: Channel,
  message: Message,
  name: string,
  userId: string,
): boolean {
  const users = message.reactions?.[name] ?? []
  if (users.includes(userId)) return false
  const reactions = { ...message.reactions, [name]: [...users, userId] }
  replaceMessage(slack, channel, message, { ...message, reactions })
  return true
}

export const findMessage = (channel: Channel, ts: string) =>
  channel.messages.find((message) => message.ts === ts)

/** Where there are blocks, `text` only serves notifications: https://docs.slack.dev/reference/methods/chat.postMessage#text */
function pingsOf({ text, blocks, attachments = [] }: Content): string[] {
  const shown = [...(blocks ?? []), ...attachments.flatMap((attachment) => attachment.blocks ?? [])]
  const own = shown.length > 0 ? pingsInBlocks(shown) : pingsIn(text)
  return [...new Set([...own, ...attachments.flatMap((attachment) => pingsIn(attachment.text ?? ''))])]
}

export const allBlocks = (message: Content): Block[] => [
  ...(message.blocks ?? []),
  ...(message.attachments ?? []).flatMap((attachment) => attachment.blocks ?? []),
]
