import { sharedFileObject } from './files'
import type { Json } from './json'
import type { Message, Workspace } from './state'
import { threadFields } from './threads'

/** https://docs.slack.dev/reference/events/message */
export function messageObject(workspace: Workspace, message: Message): Json {
  const fromApp = message.botId === undefined ? {} : { bot_id: message.botId, app_id: message.appId }
  const { stream, files } = message
  return {
    type: 'message',
    ...subtypeOf(message),
    user: message.user,
    ts: message.ts,
    ...fromApp,
    text: message.text,
    team: workspace.teamId,
    ...threadFields(workspace.channels.get(message.channel), message),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(files ? { files: files.map((file) => sharedFileObject(workspace, file)), upload: false } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.reactions ? { reactions: reactionObjects(message.reactions) } : {}),
    ...(stream ? { streaming_state: stream.isOpen ? 'in_progress' : 'completed' } : {}),
  }
}

function subtypeOf({ isTombstone, assistant, files }: Message): Json {
  if (isTombstone) return { subtype: 'tombstone', hidden: true }
  if (assistant) {
    return { subtype: 'assistant_app_thread', assistant_app_thread: { title: assistant.title ?? '' } }
  }
  // https://docs.slack.dev/reference/events/message/file_share
  return files ? { subtype: 'file_share' } : {}
}

const reactionObjects = (reactions: Record<string, string[]>) =>
  Object.entries(reactions).map(([name, users]) => ({ name, users, count: users.length }))
