import type { Connection } from './connection'
import type { Context } from './context'
import { guildCreatePayload } from './guild-create-payload'
import type { IdentifyLimit } from './identify-limit'
import { memberPayload, userPayload } from './payloads'
import { applicationFlags, privileged } from './privileged-intents'
import { closeCode, intent, opcode } from './protocol'
import { createSession, type Session } from './session'
import { shardOf } from './snowflake'

const knownIntents = 0x7fff_ffff

interface Identify {
  token?: string
  intents?: number
  shard?: [number, number]
  compress?: boolean
}

/**
 * Starts a session: READY, then each guild of the shard. Closes the connection when the identify is refused.
 * https://docs.discord.com/developers/events/gateway#identifying
 */
export function identify(
  context: Context,
  connection: Connection,
  data: unknown,
  options: { identifyLimit: IdentifyLimit },
): Session | undefined {
  const { token, intents, shard = [0, 1] } = (data ?? {}) as Identify
  const [shardId, shardCount] = shard
  const refuse = (code: number, reason: string) => {
    connection.close(code, reason)
    return undefined
  }
  if (token !== context.botToken || context.faults.tokenRevoked)
    return refuse(closeCode.authenticationFailed, 'Authentication failed.')
  if (!(shardId >= 0 && shardId < shardCount)) return refuse(closeCode.invalidShard, 'Invalid shard.')
  if (typeof intents !== 'number' || intents < 0 || intents > knownIntents)
    return refuse(closeCode.invalidIntents, 'Invalid intent(s).')
  if (intents & privileged & ~context.privilegedIntents)
    return refuse(closeCode.disallowedIntents, 'Disallowed intent(s).')
  const start = options.identifyLimit.take(shardId)
  if (start === 'exhausted') {
    context.faults.tokenRevoked = true
    return refuse(closeCode.authenticationFailed, 'Authentication failed.')
  }
  if (start === 'slow down') {
    connection.send(opcode.invalidSession, false)
    return undefined
  }
  const session = createSession(context.nextId(), { intents, shardId, shardCount }, connection.socket)
  greet(context, session)
  return session
}

function greet(context: Context, session: Session): void {
  const bot = context.users.get(context.botUserId)
  const guilds = [...context.guilds.values()].filter(
    (guild) => guild.botJoinedAt !== undefined && shardOf(guild.id, session.shardCount) === session.shardId,
  )
  session.send('READY', {
    v: 10,
    user: bot && { ...userPayload(bot), verified: true, mfa_enabled: false, email: null, flags: 0 },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `${context.origin.replace('http', 'ws')}/gateway`,
    shard: [session.shardId, session.shardCount],
    application: { id: context.applicationId, flags: applicationFlags(context) },
    user_settings: {},
    private_channels: [],
    relationships: [],
    presences: [],
  })
  if (!(session.intents & intent.guilds)) return
  for (const guild of guilds) session.send('GUILD_CREATE', guildCreatePayload(context, guild))
}

/** https://docs.discord.com/developers/events/gateway-events#request-guild-members */
export function requestMembers(context: Context, session: Session, data: unknown): void {
  const asked = (data ?? {}) as {
    guild_id?: string
    query?: string
    limit?: number
    user_ids?: string | string[]
    nonce?: string
  }
  const guild = context.guilds.get(asked.guild_id ?? '')
  if (!guild?.botJoinedAt) return
  const ids = asked.user_ids === undefined ? undefined : [asked.user_ids].flat()
  const query = (asked.query ?? '').toLowerCase()
  const wholeList = ids === undefined && query === ''
  // The whole list needs the privileged members intent.
  const members = wholeList && !(session.intents & intent.guildMembers) ? [] : [...guild.members.values()]
  const wanted = members.filter((member) =>
    ids
      ? ids.includes(member.userId)
      : (context.users.get(member.userId)?.username ?? '').toLowerCase().startsWith(query),
  )
  session.send('GUILD_MEMBERS_CHUNK', {
    guild_id: guild.id,
    members: wanted.slice(0, asked.limit || wanted.length).map((member) => memberPayload(context, member)),
    chunk_index: 0,
    chunk_count: 1,
    not_found: ids?.filter((id) => !guild.members.has(id)) ?? [],
    ...(asked.nonce !== undefined && { nonce: asked.nonce }),
  })
}
