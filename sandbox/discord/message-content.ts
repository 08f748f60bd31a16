import type { Json } from './types'

/**
 * What an app without the privilege sees of a message in a guild: nothing that people wrote, unless the bot wrote it
 * or is mentioned in it. The message of a message command comes whole, and is not passed through here.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function withoutContent(message: Json, botUserId: string): Json {
  const repliedTo = message.referenced_message as Json | null | undefined
  const known = repliedTo ? { ...message, referenced_message: withoutContent(repliedTo, botUserId) } : message
  const author = message.author as { id?: string } | undefined
  const mentions = (message.mentions ?? []) as { id: string }[]
  if (author?.id === botUserId || mentions.some((user) => user.id === botUserId)) return known
  return { ...known, content: '', embeds: [], attachments: [], components: [] }
}
