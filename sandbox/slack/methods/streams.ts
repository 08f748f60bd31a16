import { appAuthor } from '../app'
import type { Block } from '../blocks/blocks'
import { growStream, modeOf } from '../chunks'
import { readBlocks } from '../content'
import { messageObject } from '../message-object'
import { addMessage, replaceMessage } from '../messages'
import type { Call, Method } from '../method'
import { ApiRefusal } from '../refusal'
import type { Channel, Message } from '../state'
import { markdownOf, type StreamState, streamBlocks } from '../stream'
import { ownMessage, placeToPost } from './places'

/** What the message shows of its stream. */
const shown = ({ parts }: StreamState, below: Block[] = []) => ({
  text: markdownOf(parts),
  blocks: [...streamBlocks(parts), ...below],
})

function openStream(call: Call): { channel: Channel; message: Message; stream: StreamState } {
  const { channel, message } = ownMessage(call, 'message_not_owned_by_app')
  if (!message.stream?.isOpen) throw new ApiRefusal('message_not_in_streaming_state')
  return { channel, message, stream: message.stream }
}

/** Streams answer somebody: in a thread always, and outside of direct messages to a person who is named. */
function refuseLoose({ args }: Call, channel: Channel): string {
  const threadTs = String(args.thread_ts ?? '')
  if (!/^\d+\.\d{6}$/.test(threadTs)) throw new ApiRefusal('invalid_thread_ts')
  if (channel.direct) return threadTs
  if (!args.recipient_user_id) throw new ApiRefusal('missing_recipient_user_id')
  if (!args.recipient_team_id) throw new ApiRefusal('missing_recipient_team_id')
  return threadTs
}

export const streamMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/chat.startStream */
  'chat.startStream': {
    tier: 2,
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { slack } = call
      const channel = placeToPost(call)
      const threadTs = refuseLoose(call, channel)
      const stream = growStream({ isOpen: true, parts: [] }, call.args)
      const message = addMessage(slack, channel, {
        ...appAuthor(slack.app),
        ...shown(stream),
        stream,
        threadTs,
      })
      return { channel: channel.id, ts: message.ts }
    },
  },
  /** https://docs.slack.dev/reference/methods/chat.appendStream */
  'chat.appendStream': {
    tier: 4,
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { channel, message, stream } = openStream(call)
      if (modeOf(call.args) === undefined) throw new ApiRefusal('no_text')
      const grown = growStream(stream, call.args)
      replaceMessage(call.slack, channel, message, { ...message, ...shown(grown), stream: grown })
      return { channel: channel.id, ts: message.ts }
    },
  },
  /** https://docs.slack.dev/reference/methods/chat.stopStream */
  'chat.stopStream': {
    tier: 2,
    token: 'bot',
    scopes: ['chat:write'],
    run(call) {
      const { slack, workspace, args } = call
      const { channel, message, stream } = openStream(call)
      const ended = { ...growStream(stream, args), isOpen: false }
      const below = args.blocks === undefined ? [] : readBlocks(args.blocks)
      const whole = { ...message, ...shown(ended, below), stream: ended }
      const after = replaceMessage(slack, channel, message, whole)
      return { channel: channel.id, ts: after.ts, message: messageObject(workspace, after) }
    },
  },
}
