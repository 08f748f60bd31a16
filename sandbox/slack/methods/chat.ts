import { appAuthor } from '../app'
import { readContent } from '../content'
import { messageObject } from '../message-object'
import { addMessage, editMessage, removeMessage } from '../messages'
import type { Method } from '../method'
import { ApiRefusal } from '../refusal'
import { ownMessage, placeToPost, thread } from './places'

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
      call.countPost(channel.id)
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
      const { slack, args } = call
      const channel = placeToPost(call)
      const onlyFor = String(args.user ?? '')
      if (!channel.members.has(onlyFor)) throw new ApiRefusal('user_not_in_channel')
      const content = readContent(args)
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
      const after = editMessage(call.slack, channel, message.ts, content)
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
