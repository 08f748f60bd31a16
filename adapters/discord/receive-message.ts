import type { GatewayMessageCreateDispatchData } from 'discord.js'
import type { Interaction } from '../../src/chat'
import { givenFile } from './files'
import { placeOf } from './place'
import { sender } from './receive'
import { isWritten, nameOf, withNames } from './said'

/**
 * What a person wrote: addressed when it is a direct message, a mention, or a reply that pings the bot; all of them
 * carry their text without the privileged intent. Other messages have none without it, and are ignored then.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function readMessage(
  raw: GatewayMessageCreateDispatchData,
  botUserId: string,
): Interaction | undefined {
  if (!isWritten(raw)) return undefined
  const addressed = !raw.guild_id || raw.mentions.some(({ id }) => id === botUserId)
  const said = raw.content.replaceAll(new RegExp(`<@!?${botUserId}>`, 'g'), '')
  const text = withNames(said, raw.mentions).trim()
  if (!addressed && text === '') return undefined
  const files = raw.attachments.map((attachment) => givenFile(attachment, raw.guild_id))
  return {
    key: raw.id,
    sender: sender(raw.author.id, raw.member?.nick ?? nameOf(raw.author)),
    place: placeOf(raw.guild_id, raw.channel_id),
    happening: { kind: 'message', id: raw.id, text, addressed },
    ...(files.length > 0 && { files }),
  }
}
