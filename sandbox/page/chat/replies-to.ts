import type { SeenChannel, SeenMessage } from '../../driver'

/** What stands in the thread of a message, oldest first. */
export const repliesTo = ({ id }: SeenMessage, channel: SeenChannel | undefined): SeenMessage[] =>
  channel?.messages.filter(({ thread }) => thread === id) ?? []
