import type { Context } from '../context'
import { discordError, FormErrors } from '../errors'
import { rolePayload } from '../payloads'
import {
  addRole,
  changeRole,
  deleteRole,
  requireLower,
  requireManageRoles,
  requireOwned,
  setMemberRole,
} from '../roles'
import { checkSchema, type SchemaName } from '../schemas'
import type { Guild, Member, Role } from '../types'
import { guildFor } from './places'
import { type ApiRequest, bot, noContent, ok, type Reply, type Route } from './router'

/** https://docs.discord.com/developers/resources/guild#create-guild-role and those after it */
export const roleRoutes: Route[] = [
  bot('GET /guilds/:guild/roles', (request, context) =>
    ok([...guildFor(request, context).roles.values()].map(rolePayload)),
  ),
  bot('POST /guilds/:guild/roles', create),
  bot('PATCH /guilds/:guild/roles/:role', modify),
  bot('DELETE /guilds/:guild/roles/:role', (request, context) => {
    const { guild, role } = managedFor(request, context)
    deleteRole(context, guild, role)
    return noContent
  }),
  bot('PUT /guilds/:guild/members/:user/roles/:role', (request, context) => setRole(request, context, true)),
  bot('DELETE /guilds/:guild/members/:user/roles/:role', (request, context) =>
    setRole(request, context, false),
  ),
]

interface RoleRequest {
  name?: string | null
  permissions?: bigint
  mentionable?: boolean | null
}

/** The page has permissions as a string, the published schema as a number. */
function readBody({ body }: ApiRequest, schema: SchemaName): RoleRequest {
  const { permissions, ...rest } = (body ?? {}) as { permissions?: unknown }
  checkSchema(schema, rest)
  if (permissions === undefined || permissions === null) return rest
  if (!/^\d{1,19}$/.test(String(permissions))) {
    const errors = new FormErrors()
    errors.add(
      ['permissions'],
      'NUMBER_TYPE_COERCE',
      `Value "${String(permissions)}" is not a permission set.`,
    )
    errors.throwIfAny()
  }
  return { ...rest, permissions: BigInt(String(permissions)) }
}

/** What is left out is "new role", with everything that @everyone may do. */
function create(request: ApiRequest, context: Context): Reply {
  const guild = guildFor(request, context)
  requireManageRoles(context, guild)
  const { name, permissions, mentionable } = readBody(request, 'CreateRoleRequestSchema')
  const allowed = permissions ?? guild.roles.get(guild.id)?.permissions ?? 0n
  requireOwned(context, guild, allowed)
  const wanted = { name: name ?? 'new role', permissions: allowed, mentionable: mentionable ?? false }
  return ok(rolePayload(addRole(context, guild, wanted)))
}

function modify(request: ApiRequest, context: Context): Reply {
  const { guild, role } = managedFor(request, context)
  const { name, permissions, mentionable } = readBody(request, 'UpdateRoleRequestPartialSchema')
  requireOwned(context, guild, (permissions ?? 0n) & ~role.permissions)
  changeRole(context, guild, role, {
    ...(name && { name }),
    ...(permissions !== undefined && { permissions }),
    ...(typeof mentionable === 'boolean' && { mentionable }),
  })
  return ok(rolePayload(role))
}

function setRole(request: ApiRequest, context: Context, has: boolean): Reply {
  const { guild, role } = managedFor(request, context)
  setMemberRole(context, guild, memberFor(request, context, guild), role, has)
  return noContent
}

function managedFor(request: ApiRequest, context: Context): { guild: Guild; role: Role } {
  const guild = guildFor(request, context)
  requireManageRoles(context, guild)
  const role = guild.roles.get(request.params.role ?? '')
  if (!role) throw discordError('unknownRole')
  requireLower(context, guild, role)
  return { guild, role }
}

function memberFor(request: ApiRequest, context: Context, guild: Guild): Member {
  const id = request.params.user ?? ''
  if (!context.users.has(id)) throw discordError('unknownUser')
  const member = guild.members.get(id)
  if (!member) throw discordError('unknownMember')
  return member
}
