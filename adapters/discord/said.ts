import { type APIMessage, type APIUser, ComponentType, MessageType } from 'discord.js'
import type { Part } from './controls'

type Message = Pick<APIMessage, 'author' | 'type' | 'webhook_id'>

/** Written by a person: no bot, no webhook, no notice of Discord's own (B18). */
export const isWritten = ({ author, type, webhook_id }: Message) =>
  (type === MessageType.Default || type === MessageType.Reply) && !author.bot && !webhook_id

/** What everybody reads above a message, but for a name of their own in the server. */
export const nameOf = (user: APIUser) => user.global_name ?? user.username

/** What a message says, mentions by name; a card has its words in components. */
export function wordsOf({ content, mentions, components = [] }: APIMessage): string {
  const said = content || texts(components as Shown[]).join('\n')
  return withNames(said, mentions).trim()
}

/** Mentions arrive as ids. https://docs.discord.com/developers/reference#message-formatting */
export function withNames(content: string, mentions: readonly APIUser[]): string {
  return content.replace(/<@!?(\d+)>/g, (found, id: string) => {
    const user = mentions.find((mentioned) => mentioned.id === id)
    return user ? `@${nameOf(user)}` : found
  })
}

type Shown = Part & { content?: string }

const texts = (parts: readonly Shown[]): string[] =>
  parts.flatMap((part) => [
    ...(part.type === ComponentType.TextDisplay && part.content ? [part.content] : []),
    ...texts(part.components ?? []),
  ])
