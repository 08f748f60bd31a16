import type { Block } from './blocks/blocks'
import type { Actor } from './interactions'
import { allBlocks, findMessage } from './messages'
import type { Channel, Message, View } from './state'
import { directId } from './workspace'

export interface MessagePlace {
  message: Message
  channel: Channel
}

/** Where a control stands: in a message, a form or the Home tab. */
export type Place = MessagePlace | { view: View }

export const blocksOf = (place: Place): Block[] =>
  'view' in place ? place.view.source.blocks : allBlocks(place.message)

export function channelFor({ workspace, user }: Actor, place: Place): Channel {
  const channel = 'view' in place ? workspace.channels.get(directId(user.id)) : place.channel
  if (!channel) throw new Error(`${user.name} has no direct channel`)
  return channel
}

export function placeOf(actor: Actor, messageId: string): Place {
  const { workspace, user } = actor
  const views = [...(workspace.forms.get(user.id) ?? []), workspace.homes.get(user.id)]
  const view = views.find((each) => each?.id === messageId)
  if (view) return { view }
  for (const channel of workspace.channels.values()) {
    const message = findMessage(channel, messageId)
    const isVisible = message && (message.onlyFor ?? user.id) === user.id
    if (isVisible && channel.members.has(user.id)) return { message, channel }
  }
  throw new Error(`${user.name} sees no message ${messageId}`)
}

export function messagePlace(actor: Actor, messageId: string): MessagePlace {
  const place = placeOf(actor, messageId)
  if ('view' in place) throw new Error(`${messageId} is a form, not a message`)
  return place
}
