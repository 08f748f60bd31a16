import {
  type APIGuildMember,
  type APIRole,
  DiscordAPIError,
  PermissionFlagsBits,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js'
import { CannotMirror, type MirrorGroup, type RoleMirror } from '../../src/chat'
import { createAttempt } from './attempt'
import { errorCode } from './errors'
import { createRest, type RestOptions } from './rest'

/** https://docs.discord.com/developers/resources/guild#list-guild-members */
const MEMBERS_PER_PAGE = 1_000
/** Longer than a bucket of role changes takes to fill up again, so that a crowd is served in one go. */
const WAIT_MS = 12_000
/** Discord's audit log shows it beside each change. */
const reason = 'Mirrors roles of Rolecall'
/** Allows nothing; left out, a role would get what @everyone may. */
const POWERLESS = { permissions: '0', mentionable: false }

/** Mirrors into server roles, over REST alone. https://docs.discord.com/developers/resources/guild#create-guild-role */
export function createRoleMirror(options: RestOptions): RoleMirror {
  const rest = createRest(options, () => WAIT_MS)
  const attempt = createAttempt(rest, options.token)

  async function ask<T>(work: () => Promise<unknown>, about?: MirrorGroup): Promise<T> {
    try {
      return (await attempt(work)) as T
    } catch (error) {
      throw explain(error, about)
    }
  }

  /** Before anything is changed: tells why it would be refused. */
  async function standing(tenant: string, group?: MirrorGroup): Promise<void> {
    const [roles, bot] = await Promise.all([
      ask<APIRole[]>(() => rest.get(Routes.guildRoles(tenant))),
      ask<{ id: string }>(() => rest.get(Routes.user())).then(({ id }) =>
        ask<APIGuildMember>(() => rest.get(Routes.guildMember(tenant, id))),
      ),
    ])
    const own = roles.filter(({ id }) => id === tenant || bot.roles.includes(id))
    const allowed = own.reduce((bits, role) => bits | BigInt(role.permissions), 0n)
    if (!(allowed & (PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageRoles)))
      throw new CannotMirror('permission')
    const role = roles.find(({ id }) => id === group?.id)
    if (role && !own.some((mine) => isAbove(mine, role))) throw new CannotMirror('position', role.name)
  }

  /** Discord has one number for a missing permission and for a role that is too high. */
  async function change(tenant: string, work: () => Promise<unknown>, group?: MirrorGroup): Promise<void> {
    try {
      await ask(work, group)
    } catch (error) {
      if (!(error instanceof CannotMirror) || error.why !== 'permission') throw error
      if (group?.hasRights) throw new CannotMirror('rights', group.name)
      await standing(tenant, group)
      throw error
    }
  }

  /** One person after the other; who has left the server meanwhile is passed over. */
  const eachMember =
    (method: 'put' | 'delete'): RoleMirror['give'] =>
    async (tenant, group, userIds, ending) => {
      for (const userId of userIds) {
        if (ending.aborted) return
        const route = Routes.guildMemberRole(tenant, userId, group.id)
        await change(tenant, () => unlessGone(rest[method](route, { reason })), group)
      }
    }

  return {
    keepsEmpty: true,
    async read(tenant) {
      const roles = await ask<APIRole[]>(() => rest.get(Routes.guildRoles(tenant)))
      const members = await ask<APIGuildMember[]>(() => allMembers(rest, tenant)).catch((error: unknown) => {
        // The roles could be read, so it is the intent that is missing.
        throw error instanceof CannotMirror && error.why === 'disconnected'
          ? new CannotMirror('members')
          : error
      })
      return {
        groups: roles
          .filter(({ managed, id }) => !managed && id !== tenant)
          .map((role) => groupOf(role, members)),
        members: new Set(members.filter(({ user }) => !user.bot).map(({ user }) => user.id)),
      }
    },
    async make(tenant, mark) {
      let id = ''
      await change(tenant, async () => {
        const body = { ...POWERLESS, name: mark }
        id = ((await rest.post(Routes.guildRoles(tenant), { body, reason })) as APIRole).id
      })
      return id
    },
    restore: (tenant, group, [name]) =>
      change(
        tenant,
        () =>
          unlessGone(
            rest.patch(Routes.guildRole(tenant, group.id), { body: { ...POWERLESS, name }, reason }),
          ),
        group,
      ),
    give: eachMember('put'),
    take: eachMember('delete'),
    remove: (tenant, group) =>
      change(tenant, () => unlessGone(rest.delete(Routes.guildRole(tenant, group.id), { reason })), group),
  }
}

async function allMembers(rest: REST, tenant: string): Promise<APIGuildMember[]> {
  const all: APIGuildMember[] = []
  for (let after = '0'; ; after = all.at(-1)?.user.id ?? '0') {
    const query = new URLSearchParams({ limit: String(MEMBERS_PER_PAGE), after })
    const page = (await rest.get(Routes.guildMembers(tenant), { query })) as APIGuildMember[]
    all.push(...page)
    if (page.length < MEMBERS_PER_PAGE) return all
  }
}

const groupOf = (
  { id, name, permissions, mentionable }: APIRole,
  members: readonly APIGuildMember[],
): MirrorGroup => ({
  ...{ id, name, active: true, hasRights: permissions !== '0' },
  userIds: members.filter(({ roles }) => roles.includes(id)).map(({ user }) => user.id),
  isRestored: permissions === POWERLESS.permissions && mentionable === POWERLESS.mentionable,
})

/** Of one position, the older id is the higher. https://docs.discord.com/developers/topics/permissions#permission-hierarchy */
const isAbove = (one: APIRole, other: APIRole) =>
  one.position === other.position ? BigInt(one.id) < BigInt(other.id) : one.position > other.position

const GONE: readonly (number | undefined)[] = [
  RESTJSONErrorCodes.UnknownMember,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.UnknownRole,
]

/** What is gone needs no change; the next reading tells what that means. */
async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!GONE.includes(errorCode(error))) throw error
  })
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
function explain(error: unknown, about?: MirrorGroup): unknown {
  if (!(error instanceof DiscordAPIError)) return error
  const code = errorCode(error)
  if (error.status === 401) return new CannotMirror('disconnected')
  if (code === RESTJSONErrorCodes.MissingAccess || code === RESTJSONErrorCodes.UnknownGuild)
    return new CannotMirror('disconnected')
  if (code === RESTJSONErrorCodes.MissingPermissions) return new CannotMirror('permission', about?.name)
  if (code === RESTJSONErrorCodes.MaximumNumberOfGuildRolesReached) return new CannotMirror('full')
  return new CannotMirror('refused', error.message)
}
