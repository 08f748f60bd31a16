import type { Call, Method } from '../api'
import { appAuthor } from '../app'
import { readContent } from '../content'
import { addMessage, editMessage, findMessage, messageObject, removeMessage } from '../messages'
import { ApiRefusal } from '../refusal'
import type { Channel, Message } from '../state'
import { directId } from '../workspace'

/** The channel to post to; a user id stands for the direct channel with that person. */
function placeToPost({ slack, workspace, args }: Call): Channel {
  const named = String(args.channel ?? '')
  if (workspace.users.get(named)?.bot) throw new ApiRefusal('cannot_dm_bot')
  const channel = workspace.channels.get(workspace.users.has(named) ? directId(named) : named)
  if (!channel) throw new ApiRefusal('channel_not_found')
  if (!channel.members.has(slack.app.botUserId)) throw new ApiRefusal('not_in_channel')
  if (channel.direct) refuseBlocked({ slack, workspace }, channel)
  return channel
}

function refuseBlocked({ slack, workspace }: Pick<Call, 'slack' | 'workspace'>, channel: Channel): void {
  const partner = [...channel.members].find((id) => id !== slack.app.botUserId) ?? ''
  if (slack.faults.blocked.has(partner)) throw new ApiRefusal('cannot_dm_bot')
  if (workspace.users.get(partner)?.deactivated) throw new ApiRefusal('user_disabled')
}

function ownMessage(call: Call, refusal: string): { channel: Channel; message: Message } {
  const { slack, workspace, args } = call
  const channel = workspace.channels.get(String(args.channel ?? ''))
  if (!channel) throw new ApiRefusal('channel_not_found')
  const message = findMessage(channel, String(args.ts ?? ''))
  if (!message || message.onlyFor !== undefined) throw new ApiRefusal('message_not_found')
  if (message.user !== slack.app.botUserId) throw new ApiRefusal(refusal)
  return { channel, message }
}

const thread = (value: unknown) => (typeof value === 'string' && value !== '' ? { threadTs: value } : {})

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
      removeMessage(call.slack, channel, message.ts)
      return { channel: channel.id, ts: message.ts }
    },
  },
}
