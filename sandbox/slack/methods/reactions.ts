import { findMessage, react } from '../messages'
import type { Method } from '../method'
import { ApiRefusal } from '../refusal'

export const reactionMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/reactions.add */
  'reactions.add': {
    tier: 3,
    token: 'bot',
    scopes: ['reactions:write'],
    run({ slack, workspace, args }) {
      const name = String(args.name ?? '')
      if (!/^[\w+-]+$/.test(name)) throw new ApiRefusal('invalid_name')
      const channel = workspace.channels.get(String(args.channel ?? ''))
      if (!channel) throw new ApiRefusal('channel_not_found')
      const message = findMessage(channel, String(args.timestamp ?? ''))
      if (!message || message.onlyFor !== undefined) throw new ApiRefusal('message_not_found')
      if (!react(slack, channel, message, name, slack.app.botUserId)) throw new ApiRefusal('already_reacted')
      return {}
    },
  },
}
