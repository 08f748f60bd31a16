import { channelPayload } from './channel-payload'
import type { Context } from './context'
import { attachmentPayload } from './files'
import { partialMemberPayload, rolePayload, userPayload } from './payloads'
import type { Json } from './types'

/**
 * The objects behind ids that a person chose, whatever kind they are.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
 */
export function resolveIds(
  context: Context,
  ids: readonly string[],
  guildId: string | undefined,
): { resolved?: Json } {
  const guild = guildId === undefined ? undefined : context.guilds.get(guildId)
  const resolved: Record<string, Json> = {}
  const put = (kind: string, id: string, payload: Json) => {
    resolved[kind] = { ...resolved[kind], [id]: payload }
  }
  for (const id of ids) {
    const user = context.users.get(id)
    const member = guild?.members.get(id)
    const role = guild?.roles.get(id)
    const channel = context.channels.get(id)
    const file = context.files.get(id)
    if (user) put('users', id, userPayload(user))
    if (member) put('members', id, partialMemberPayload(member))
    if (role) put('roles', id, rolePayload(role))
    if (channel) put('channels', id, channelPayload(context, channel))
    if (file) put('attachments', id, { ...attachmentPayload(context, file), ephemeral: true })
  }
  return Object.keys(resolved).length > 0 ? { resolved } : {}
}
