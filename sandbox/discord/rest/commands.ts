import { checkCommands, mostCommands } from '../check-commands'
import type { Command, CommandOption } from '../command'
import { type Context, changed } from '../context'
import { discordError } from '../errors'
import { commandType } from '../protocol'
import { checkSchema, type SchemaName } from '../schemas'
import type { Json } from '../types'
import { type ApiRequest, bot, created, noContent, ok, type Reply, type Route } from './router'

/** https://docs.discord.com/developers/interactions/application-commands#endpoints */
export const commandRoutes: Route[] = [
  '/applications/:application/commands',
  '/applications/:application/guilds/:guild/commands',
].flatMap((path) => [
  bot(`GET ${path}`, list),
  bot(`PUT ${path}`, overwrite),
  bot(`POST ${path}`, create),
  bot(`GET ${path}/:command`, get),
  bot(`PATCH ${path}/:command`, edit),
  bot(`DELETE ${path}/:command`, remove),
])

/** Where the addressed commands are kept: a guild's id, or 'global'. */
function scopeOf(request: ApiRequest, context: Context): string {
  const { application, guild } = request.params
  if (application !== context.applicationId) throw discordError('unknownApplication')
  if (guild === undefined) return 'global'
  if (!context.guilds.get(guild)?.botJoinedAt) throw discordError('missingAccess')
  return guild
}

function list(request: ApiRequest, context: Context): Reply {
  const commands = context.commands.get(scopeOf(request, context)) ?? []
  if (request.query.get('with_localizations') === 'true') return ok(commands)
  return ok(
    commands.map((command) => ({
      ...command,
      name_localizations: undefined,
      description_localizations: undefined,
    })),
  )
}

function overwrite(request: ApiRequest, context: Context): Reply {
  const scope = scopeOf(request, context)
  const bodies = Array.isArray(request.body) ? request.body : []
  for (const [index, body] of bodies.entries())
    checkBody('ApplicationCommandUpdateRequestSchema', body, [index])
  const known = context.commands.get(scope) ?? []
  const commands = bodies.map((body: Json) => toCommand(context, scope, body, known))
  checkCommands(commands, true)
  context.commands.set(scope, commands)
  changed(context)
  return ok(commands)
}

function create(request: ApiRequest, context: Context): Reply {
  const scope = scopeOf(request, context)
  checkBody('ApplicationCommandCreateRequestSchema', request.body)
  const known = context.commands.get(scope) ?? []
  const command = toCommand(context, scope, request.body as Json, known)
  checkCommands([command], false)
  const others = known.filter((other) => other.id !== command.id)
  const sameType = others.filter(({ type }) => type === command.type)
  if (sameType.length >= (mostCommands[command.type] ?? 0)) throw discordError('tooManyCommands')
  context.commands.set(scope, [...others, command])
  changed(context)
  const reply = { body: command }
  return others.length < known.length ? ok(reply.body) : created(reply.body)
}

function find(request: ApiRequest, context: Context) {
  const commands = context.commands.get(scopeOf(request, context)) ?? []
  const command = commands.find(({ id }) => id === request.params.command)
  if (!command) throw discordError('unknownCommand')
  return { command, commands }
}

function get(request: ApiRequest, context: Context): Reply {
  return ok(find(request, context).command)
}

function edit(request: ApiRequest, context: Context): Reply {
  const { command, commands } = find(request, context)
  const merged = toCommand(context, scopeOf(request, context), { ...command, ...(request.body as Json) }, [
    command,
  ])
  checkCommands([merged], false)
  commands.splice(commands.indexOf(command), 1, { ...merged, id: command.id })
  changed(context)
  return ok(merged)
}

function remove(request: ApiRequest, context: Context): Reply {
  const { command, commands } = find(request, context)
  commands.splice(commands.indexOf(command), 1)
  changed(context)
  return noContent
}

/**
 * The published schema wants `default_member_permissions` as a number, but the documentation says a string of bits,
 * which is also what discord.js sends: https://docs.discord.com/developers/interactions/application-commands#application-command-object
 */
function checkBody(schema: SchemaName, body: unknown, at: number[] = []): void {
  const permissions = (body as Json | null)?.default_member_permissions
  const isBits = typeof permissions === 'string' && /^\d+$/.test(permissions)
  checkSchema(
    schema,
    isBits ? { ...(body as Json), default_member_permissions: Number(permissions) } : body,
    at,
  )
}

function toCommand(context: Context, scope: string, body: Json, known: Command[]): Command {
  const type = (body.type as number | null | undefined) ?? commandType.chatInput
  const same = known.find((command) => command.type === type && command.name === body.name)
  return {
    id: same?.id ?? context.nextId(),
    application_id: context.applicationId,
    ...(scope !== 'global' && { guild_id: scope }),
    type,
    name: body.name as string,
    description: (body.description as string | null | undefined) ?? '',
    name_localizations: (body.name_localizations as Record<string, string> | undefined) ?? null,
    description_localizations: (body.description_localizations as Record<string, string> | undefined) ?? null,
    options: (body.options as CommandOption[] | null | undefined) ?? [],
    default_member_permissions:
      body.default_member_permissions == null ? null : String(body.default_member_permissions),
    ...(typeof body.dm_permission === 'boolean' && { dm_permission: body.dm_permission }),
    contexts: (body.contexts as number[] | null | undefined) ?? null,
    integration_types: (body.integration_types as number[] | null | undefined) ?? [0],
    nsfw: body.nsfw === true,
    version: context.nextId(),
  }
}
