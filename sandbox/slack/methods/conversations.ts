import { sendMemberJoined } from '../events'
import type { Json } from '../json'
import type { Method } from '../method'
import { ApiRefusal } from '../refusal'
import type { Channel, Slack } from '../state'
import { directId } from '../workspace'
import { named, page } from './pages'

const read = 'channels:read|im:read'

/** https://docs.slack.dev/reference/objects/conversation-object */
function channelObject(slack: Slack, channel: Channel): Json {
  const partner = [...channel.members].find((id) => id !== slack.app.botUserId)
  const common = { id: channel.id, is_archived: false, is_org_shared: false }
  if (channel.direct) return { ...common, is_im: true, is_channel: false, user: partner, is_open: true }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_im: false,
    is_private: false,
    is_member: channel.members.has(slack.app.botUserId),
    is_ext_shared: channel.shared,
    is_shared: channel.shared,
    num_members: channel.members.size,
  }
}

export const conversationMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/conversations.open */
  'conversations.open': {
    tier: 3,
    token: 'bot',
    scopes: ['im:write'],
    run({ slack, workspace, args }) {
      const users = String(args.users ?? '')
        .split(',')
        .filter(Boolean)
      const [userId] = users
      if (userId === undefined) throw new ApiRefusal('users_list_not_supplied')
      // Group conversations need mpim:write, which the app does not ask for.
      if (users.length > 1) throw new ApiRefusal('missing_scope', { needed: 'mpim:write' })
      const user = workspace.users.get(userId)
      if (!user) throw new ApiRefusal('user_not_found')
      if (user.deactivated) throw new ApiRefusal('user_disabled')
      if (user.bot || slack.faults.blocked.has(userId)) throw new ApiRefusal('cannot_dm_bot')
      return { no_op: true, already_open: true, channel: { id: directId(userId) } }
    },
  },
  /** https://docs.slack.dev/reference/methods/conversations.info */
  'conversations.info': {
    tier: 3,
    token: 'bot',
    scopes: [read],
    run: (call) => ({ channel: channelObject(call.slack, named(call)) }),
  },
  /** https://docs.slack.dev/reference/methods/conversations.list */
  'conversations.list': {
    tier: 2,
    token: 'bot',
    scopes: [read],
    run({ slack, workspace, args }) {
      const types = String(args.types ?? 'public_channel').split(',')
      const wanted = [...workspace.channels.values()].filter((channel) =>
        types.includes(channel.direct ? 'im' : 'public_channel'),
      )
      const { items, next } = page(args, wanted)
      const channels = items.map((channel) => channelObject(slack, channel))
      return { channels, response_metadata: { next_cursor: next } }
    },
  },
  /** https://docs.slack.dev/reference/methods/conversations.members */
  'conversations.members': {
    tier: 4,
    token: 'bot',
    scopes: [read],
    run(call) {
      const { items, next } = page(call.args, [...named(call).members])
      return { members: items, response_metadata: { next_cursor: next } }
    },
  },
  /** https://docs.slack.dev/reference/methods/conversations.join */
  'conversations.join': {
    tier: 3,
    token: 'bot',
    scopes: ['channels:join'],
    run(call) {
      const { slack, workspace } = call
      const channel = named(call)
      if (channel.direct) throw new ApiRefusal('method_not_supported_for_channel_type')
      if (!channel.members.has(slack.app.botUserId)) {
        channel.members.add(slack.app.botUserId)
        slack.changed()
        void sendMemberJoined(slack, workspace, channel, slack.app.botUserId)
      }
      return { channel: channelObject(slack, channel) }
    },
  },
}
