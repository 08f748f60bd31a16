import type { SeenMessage } from '../driver'
import type { Block } from './blocks/blocks'
import { pingsInBlocks, readBlocks } from './read-blocks'
import type { Attachment, Channel, Json, Message, Slack, Workspace } from './state'
import { pingsIn, readMrkdwn } from './text'

/** What a message says, apart from who said it where. */
export interface Content {
  text: string
  blocks?: Block[]
  attachments?: Attachment[]
}

export type Draft = Content & Pick<Message, 'user' | 'botId' | 'appId' | 'threadTs' | 'onlyFor'>

export function addMessage(slack: Slack, channel: Channel, draft: Draft): Message {
  const message: Message = { ...draft, ts: slack.ids.ts(), channel: channel.id, pings: pingsOf(draft) }
  channel.messages.push(message)
  slack.changed()
  return message
}

export function editMessage(slack: Slack, channel: Channel, ts: string, content: Content): Message {
  const at = channel.messages.findIndex((message) => message.ts === ts)
  const before = channel.messages[at]
  if (!before) throw new Error(`no message ${ts} in ${channel.id}`)
  const { blocks: _blocks, attachments: _attachments, ...kept } = before
  const edited = { user: before.user, ts: slack.ids.ts() }
  // An edit notifies nobody again, but what it mentions is still recorded.
  const after: Message = { ...kept, ...content, edited, pings: pingsOf(content) }
  channel.messages[at] = after
  slack.changed()
  return after
}

export function removeMessage(slack: Slack, channel: Channel, ts: string): Message | undefined {
  const at = channel.messages.findIndex((message) => message.ts === ts)
  if (at < 0) return undefined
  const [removed] = channel.messages.splice(at, 1)
  slack.changed()
  return removed
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
  channel.messages[channel.messages.indexOf(message)] = { ...message, reactions }
  slack.changed()
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

const alreadyRead = new WeakMap<Message, SeenMessage>()

export function readMessage(workspace: Workspace, message: Message): SeenMessage {
  const known = alreadyRead.get(message)
  if (known) return known
  const blocks = allBlocks(message)
  const body = readBlocks(workspace, blocks)
  const plain = message.blocks?.length ? undefined : readMrkdwn(workspace, message.text)
  const links = (plain?.links ?? []).map(({ url, label }) => ({
    id: url,
    kind: 'link' as const,
    label,
    disabled: false,
  }))
  const extra = (message.attachments ?? []).map((each) => readMrkdwn(workspace, each.text ?? '').text)
  const seen: SeenMessage = {
    id: message.ts,
    channel: message.channel,
    author:
      message.user === slackbot ? 'Slackbot' : (workspace.users.get(message.user)?.name ?? message.user),
    fromBot: message.botId !== undefined || message.user === slackbot,
    text: [plain?.text ?? '', body.text, ...extra].filter((part) => part !== '').join('\n'),
    controls: [...links, ...body.controls],
    private: message.onlyFor !== undefined,
    pings: message.pings,
    edited: message.edited !== undefined,
    raw: messageObject(workspace, message),
  }
  alreadyRead.set(message, seen)
  return seen
}

export const slackbot = 'USLACKBOT'

/** https://docs.slack.dev/reference/events/message */
export function messageObject(workspace: Workspace, message: Message): Json {
  const fromApp = message.botId === undefined ? {} : { bot_id: message.botId, app_id: message.appId }
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...fromApp,
    text: message.text,
    team: workspace.teamId,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.reactions ? { reactions: reactionObjects(message.reactions) } : {}),
  }
}

const reactionObjects = (reactions: Record<string, string[]>) =>
  Object.entries(reactions).map(([name, users]) => ({ name, users, count: users.length }))
