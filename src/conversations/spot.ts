import type { Growing, Place, Stream } from '../chat'
import type { Spot } from './conversation'

/** Where what is said in this place belongs to. In a Discord direct message there is no server to name. */
export const spotIn = ({ platform, tenant, channelId, threadId = '' }: Place): Spot => ({
  platform,
  tenant: tenant ?? platform,
  channelId,
  threadId,
})

/**
 * Where a conversation that begins with this answer goes on: in its thread or direct channel. An answer in the open
 * channel has a thread of its own, which Discord gives the id of the message, once somebody begins it. Null: nowhere,
 * since only the asker sees it.
 */
export function spotOf({ place, posted }: Growing, audience: Stream['audience']): Spot | null {
  if (audience === 'private' && !place.direct) return null
  if (audience !== 'channel' || place.direct) return spotIn(place)
  if (!posted) return null
  const { platform, channelId, messageId } = posted
  if (platform === 'discord') return { ...spotIn(place), channelId: messageId, threadId: '' }
  return { ...spotIn(place), channelId, threadId: place.threadId ?? messageId }
}
