import type { Place, Stream } from '../../src/chat'
import type { Received } from './receive'
import { openDirect } from './say'
import type { Outlet } from './web'

/** Where the messages of one answer stand. */
export interface Spot {
  channelId: string
  threadTs?: string
}

/** Null: only the asker may see it in a channel that others read, where no message of ours can be found again. */
export async function findSpot(
  outlet: Outlet,
  to: Received,
  audience: Stream['audience'],
): Promise<Spot | null> {
  const { channelId, threadTs, askedTs } = to.origin
  if (audience === 'direct' || channelId === '') return { channelId: await openDirect(outlet, to) }
  if (isDirect(channelId)) return spotIn(channelId, threadTs)
  if (audience === 'private') return null
  return spotIn(channelId, threadTs ?? (audience === 'thread' ? askedTs : undefined))
}

const spotIn = (channelId: string, threadTs?: string): Spot => ({
  channelId,
  ...(threadTs !== undefined && { threadTs }),
})

export const isDirect = (channelId: string) => channelId.startsWith('D')

/** Where people go on: in the thread, or in one that they begin below the first message. */
export function placeAt(to: Received, spot: Spot, firstTs: string): Place {
  const { threadId: _, ...place } = to.interaction.place
  const { channelId, threadTs } = spot
  const direct = isDirect(channelId)
  const threadId = threadTs ?? (direct ? undefined : firstTs)
  return { ...place, channelId, direct, ...(threadId !== undefined && { threadId }) }
}
