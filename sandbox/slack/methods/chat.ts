import { appAuthor } from '../app'
import { readContent } from '../content'
import type { SlackFile } from '../file'
import { shareFile } from '../files'
import { messageObject } from '../message-object'
import { addMessage, editMessage, removeMessage } from '../messages'
import type { Call, Method } from '../method'
import { requirePictures, sharePictures } from '../pictures'
import { ApiRefusal } from '../refusal'
import type { Channel } from '../state'
import { ownMessage, placeToPost, thread } from './places'

/** The files that a changed message is to have; undefined where they stay. */
function namedFiles({ workspace, args }: Call, channel: Channel): SlackFile[] | undefined {
  const { file_ids } = args
  if (file_ids === undefined) return undefined
  const ids = Array.isArray(file_ids) ? file_ids.map(String) : String(file_ids).split(',').filter(Boolean)
  return ids.map((id) => {
    const file = workspace.files.get(id)
    if (!file || file.isDeleted) throw new ApiRefusal('file_not_found')
    return file.channels.some((each) => each.id === channel.id) ? file : shareFile(workspace, file, channel)
  })
}

export const chatMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/chat.postMessage */
  'chat.postMessage': {
    tier: 'special',
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { slack, workspace, args } = call
      const channel = placeToPost(call)
      const content = readContent(args)
      requirePictures(slack, workspace, content)
      call.countPost(channel.id)
      sharePictures(workspace, channel, content)
      const message = addMessage(slack, channel, {
        ...content,
        ...appAuthor(slack.app),
        ...thread(args.thread_ts),
      })
      return { channel: channel.id, ts: message.ts, message: messageObject(workspace, message) }
    },
  },
  /** https://docs.slack.dev/reference/methods/chat.postEphemeral */
  'chat.postEphemeral': {
    tier: 4,
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { slack, workspace, args } = call
      const channel = placeToPost(call)
      const onlyFor = String(args.user ?? '')
      if (!channel.members.has(onlyFor)) throw new ApiRefusal('user_not_in_channel')
      const content = readContent(args)
      requirePictures(slack, workspace, content)
      const message = addMessage(slack, channel, {
        ...content,
        ...appAuthor(slack.app),
        ...thread(args.thread_ts),
        onlyFor,
      })
      return { message_ts: message.ts }
    },
  },
  /** https://docs.slack.dev/reference/methods/chat.update */
  'chat.update': {
    tier: 3,
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { channel, message } = ownMessage(call, 'cant_update_message')
      if (message.stream?.isOpen) throw new ApiRefusal('streaming_state_conflict')
      // What is not sent stays; an empty list removes: https://docs.slack.dev/reference/methods/chat.update#arguments
      const { text, blocks, attachments } = message
      const content = readContent({ text, blocks, attachments, ...call.args })
      requirePictures(call.slack, call.workspace, content)
      const files = namedFiles(call, channel)
      sharePictures(call.workspace, channel, content)
      const after = editMessage(call.slack, channel, message.ts, { ...content, ...(files && { files }) })
      const shown = messageObject(call.workspace, after)
      return { channel: channel.id, ts: after.ts, text: after.text, message: shown }
    },
  },
  /** https://docs.slack.dev/reference/methods/chat.delete */
  'chat.delete': {
    tier: 3,
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { channel, message } = ownMessage(call, 'cant_delete_message')
      // No page says so, but a message that still grows is not deleted either.
      if (message.stream?.isOpen) throw new ApiRefusal('cant_delete_message')
      removeMessage(call.slack, channel, message.ts)
      return { channel: channel.id, ts: message.ts }
    },
  },
}
