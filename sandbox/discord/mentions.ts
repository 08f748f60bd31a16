import { flatten } from './components'
import type { Context } from './context'
import { may } from './permissions'
import { componentType } from './protocol'
import type { AllowedMentions, Channel, Component, StoredMessage } from './types'

interface Written {
  channel: Channel
  authorId: string
  content: string
  components: Component[]
  allowed: AllowedMentions | null | undefined
  reference?: StoredMessage['reference']
}

/**
 * Whom a message notifies. Without `allowed_mentions` everything that is written counts; embeds never ping.
 * https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function pingsOf(context: Context, written: Written): string[] {
  const displays = flatten(written.components).filter((part) => part.type === componentType.textDisplay)
  const text = [written.content, ...displays.map((part) => part.content ?? '')].join('\n')
  const guild =
    written.channel.guildId === undefined ? undefined : context.guilds.get(written.channel.guildId)
  const { allowed } = written
  const parses = (kind: string) => !allowed || (allowed.parse ?? []).includes(kind)
  const found = new Set<string>()
  for (const [, id = ''] of text.matchAll(/<@!?(\d+)>/g))
    if (context.users.has(id) && (parses('users') || allowed?.users?.includes(id))) found.add(id)
  for (const [, id = ''] of text.matchAll(/<@&(\d+)>/g))
    if (guild?.roles.has(id) && (parses('roles') || allowed?.roles?.includes(id))) found.add(`role:${id}`)
  if (guild && parses('everyone') && may(context, written.channel, written.authorId, 'mentionEveryone')) {
    if (/@everyone\b/.test(text)) found.add('everyone')
    if (/@here\b/.test(text)) found.add('here')
  }
  const repliedTo = written.channel.messages.get(written.reference?.messageId ?? '')
  if (repliedTo && (!allowed || allowed.replied_user)) found.add(repliedTo.authorId)
  return [...found]
}
