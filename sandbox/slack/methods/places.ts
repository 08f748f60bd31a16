import { findMessage } from '../messages'
import type { Call } from '../method'
import { ApiRefusal } from '../refusal'
import type { Channel, Message } from '../state'
import { directId } from '../workspace'

/** The channel to post to; a user id stands for the direct channel with that person. */
export function placeToPost({ slack, workspace, args }: Pick<Call, 'slack' | 'workspace' | 'args'>): Channel {
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

/** The app's own message that `channel` and `ts` name; anybody else's is refused with `refusal`. */
export function ownMessage(call: Call, refusal: string): { channel: Channel; message: Message } {
  const { slack, workspace, args } = call
  const channel = workspace.channels.get(String(args.channel ?? ''))
  if (!channel) throw new ApiRefusal('channel_not_found')
  const message = findMessage(channel, String(args.ts ?? ''))
  if (!message || message.onlyFor !== undefined) throw new ApiRefusal('message_not_found')
  if (message.user !== slack.app.botUserId) throw new ApiRefusal(refusal)
  return { channel, message }
}

export const thread = (value: unknown) =>
  typeof value === 'string' && value !== '' ? { threadTs: value } : {}
