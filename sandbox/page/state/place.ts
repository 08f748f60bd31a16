import type { SeenChannel } from '../../driver'

/**
 * Where a person is: in a channel, perhaps with a thread of it open (Slack), at Slack's Home tab of the app, or in
 * their private messages with the bot.
 */
export type Place = { channel: string; thread?: string } | 'home' | 'direct'

/** The first channel, before somebody has gone anywhere. */
export const firstPlace: Place = { channel: '' }

export const placeOf = ({ places }: { places: Record<string, Place> }, userId: string): Place =>
  places[userId] ?? firstPlace

/** The channel of a place; undefined at the Home tab. */
export function channelAt(place: Place, channels: SeenChannel[]): SeenChannel | undefined {
  if (place === 'home') return undefined
  if (place === 'direct') return channels.find(({ direct }) => direct)
  return channels.find(({ id }) => id === place.channel) ?? channels[0]
}
