import { setTimeout as pause } from 'node:timers/promises'
import type { Card, Growing, PostedMessage, Stream } from '../../src/chat'
import type { Received } from './receive'
import { responseSheet } from './response-sheet'
import { ignoreClosed } from './say'
import { growingCard, postSheet, type Sheet } from './sheet'
import { createSheets } from './sheets'
import { findSpot, placeAt, type Spot } from './spot'
import { startStreamedSheet } from './streamed-sheet'
import type { Outlet } from './web'

/** How long an answer may take to come to its end once the process is to end. */
const endingMs = 8_000

/** Lets an answer grow in its messages. Resolves to the first of them, where it can be tracked. */
export async function grow(outlet: Outlet, to: Received, stream: Stream): Promise<PostedMessage | undefined> {
  const done = new AbortController()
  const work = growToEnd(outlet, to, stream).finally(() => done.abort())
  return Promise.race([work, endOfPatience(outlet.ending, done.signal)])
}

async function growToEnd(outlet: Outlet, to: Received, stream: Stream): Promise<PostedMessage | undefined> {
  const spot = await findSpot(outlet, to, stream.audience)
  const { first, more, place } = await open(outlet, to, stream, spot)
  const leave = outlet.crowd.enter(to.tenant)
  const sheets = createSheets(first, more, stream.title, () => outlet.crowd.size(to.tenant))
  const growing: Growing = { posted: first.posted, place, signal: outlet.ending, show: sheets.show }
  try {
    const { cards, shown } = await stream.write(growing).finally(sheets.rest)
    const posted = await sheets.finish(cards)
    await shown?.(posted)
    return posted[0]
  } finally {
    leave()
  }
}

async function open(outlet: Outlet, to: Received, stream: Stream, spot: Spot | null) {
  const first = spot && (await openSheet(outlet, to, spot, stream).catch(ignoreClosed))
  if (spot && first?.posted) {
    const more = {
      grow: () => openSheet(outlet, to, spot, { ...stream, title: '' }),
      post: (card: Card) => postSheet(outlet, to, spot, card, stream),
    }
    return { first, more, place: placeAt(to, spot, first.posted.messageId) }
  }
  // A direct channel that the bot is not in is between people: one of them has asked, and may read more than the other.
  const isPrivate = stream.audience === 'private' || to.interaction.place.direct
  const audience = isPrivate ? 'private' : 'channel'
  const response = responseSheet(outlet, to, audience)
  const more = {
    grow: async () => response,
    async post(card: Card) {
      await response.settle(card)
      return response
    },
  }
  return { first: response, more, place: to.interaction.place }
}

/** Slack streams in threads only; elsewhere, and where it refuses, a message is edited instead. */
async function openSheet(outlet: Outlet, to: Received, spot: Spot, stream: Stream): Promise<Sheet> {
  const { channelId, threadTs } = spot
  if (threadTs !== undefined) {
    const streamed = await startStreamedSheet(outlet, to, { channelId, threadTs }, stream).catch(
      () => undefined,
    )
    if (streamed) return streamed
  }
  return postSheet(outlet, to, spot, growingCard(stream), stream)
}

/** Resolves when the process can wait no longer; whoever wrote the answer mends what is left of it. */
async function endOfPatience(ending: AbortSignal, done: AbortSignal): Promise<undefined> {
  if (!ending.aborted)
    await new Promise((resolve) => ending.addEventListener('abort', resolve, { signal: done }))
  await pause(endingMs, undefined, { signal: done }).catch(() => undefined)
}
