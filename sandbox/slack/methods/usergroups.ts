import type { Call, Method } from '../method'
import { ApiRefusal } from '../refusal'
import { newUserGroup, type UserGroup, userGroupObject } from '../user-groups'

/** What Slack's own form lets through; its pages name no limits. */
const VALID_HANDLE = /^[a-z0-9][a-z0-9._-]{0,20}$/
const LONGEST_NAME = 100

/** Groups come with paid plans, and a bot may change them only where everyone may. */
function requireChangeable({ workspace }: Call): void {
  requirePaid({ workspace })
  if (workspace.userGroupsBy !== 'everyone') throw new ApiRefusal('permission_denied')
}

function requirePaid({ workspace }: Pick<Call, 'workspace'>, code = 'plan_upgrade_required'): void {
  if (workspace.plan === 'free') throw new ApiRefusal(code)
}

function named({ workspace, args }: Call): UserGroup {
  const group = workspace.userGroups.get(String(args.usergroup ?? ''))
  if (!group) throw new ApiRefusal('no_such_subteam')
  return group
}

/** Names "must be unique among User Groups", handles "among channels, users and User Groups", those switched off included. */
function checkNames({ workspace }: Call, own: string | undefined, name: string, handle: string): void {
  const others = [...workspace.userGroups.values()].filter(({ id }) => id !== own)
  if (name === '') throw new ApiRefusal('missing_subteam_name')
  if (name.length > LONGEST_NAME) throw new ApiRefusal('name_too_long')
  if (!VALID_HANDLE.test(handle)) throw new ApiRefusal('bad_handle')
  if (others.some((group) => group.name.toLowerCase() === name.toLowerCase()))
    throw new ApiRefusal('name_already_exists')
  const taken = [
    ...others.map((group) => group.handle),
    ...[...workspace.users.values()].map((user) => user.handle),
    ...[...workspace.channels.values()].filter(({ direct }) => !direct).map((channel) => channel.name),
  ]
  if (taken.includes(handle)) throw new ApiRefusal('handle_already_exists')
}

function shown(call: Call, group: UserGroup, change: Partial<UserGroup> = {}, showsUsers = false) {
  Object.assign(group, change, { updatedAt: call.slack.clock.now() })
  call.slack.changed()
  return { usergroup: userGroupObject(call.workspace.teamId, group, showsUsers) }
}

/** The people as ids, in a list or with commas. Guests, bots and strangers cannot be in a group. */
function readUsers({ workspace, args }: Call): string[] {
  const given = Array.isArray(args.users) ? args.users.map(String) : String(args.users ?? '').split(',')
  const ids = given.map((id) => id.trim()).filter(Boolean)
  if (ids.length === 0) throw new ApiRefusal('no_users_provided')
  const fits = (id: string) => {
    const user = workspace.users.get(id)
    return user && !user.bot && !user.guest && !user.stranger && !user.deactivated
  }
  if (!ids.every(fits)) throw new ApiRefusal('invalid_users')
  return [...new Set(ids)]
}

/** What all that change something have in common. */
const writing: Pick<Method, 'tier' | 'token' | 'scopes'> = {
  tier: 2,
  token: 'bot',
  scopes: ['usergroups:write'],
}

export const userGroupMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/usergroups.create */
  'usergroups.create': {
    ...writing,
    run(call) {
      requirePaid(call, 'paid_teams_only')
      requireChangeable(call)
      const { name = '', handle } = call.args
      const id = call.slack.ids.next('S')
      const group = newUserGroup(
        { id, name: String(name), handle: String(handle ?? name).toLowerCase() },
        call.slack.clock.now(),
      )
      checkNames(call, undefined, group.name, group.handle)
      call.workspace.userGroups.set(id, group)
      return shown(call, group)
    },
  },
  /** https://docs.slack.dev/reference/methods/usergroups.update */
  'usergroups.update': {
    ...writing,
    run(call) {
      requireChangeable(call)
      const group = named(call)
      const name = String(call.args.name ?? group.name)
      const handle = String(call.args.handle ?? group.handle)
      checkNames(call, group.id, name, handle)
      return shown(call, group, { name, handle })
    },
  },
  /** https://docs.slack.dev/reference/methods/usergroups.disable */
  'usergroups.disable': {
    ...writing,
    run(call) {
      requireChangeable(call)
      return shown(call, named(call), { disabledAt: call.slack.clock.now() })
    },
  },
  /** https://docs.slack.dev/reference/methods/usergroups.enable */
  'usergroups.enable': {
    ...writing,
    run(call) {
      requireChangeable(call)
      return shown(call, named(call), { disabledAt: 0 })
    },
  },
  /** https://docs.slack.dev/reference/methods/usergroups.users.update */
  'usergroups.users.update': {
    ...writing,
    run(call) {
      requireChangeable(call)
      return shown(call, named(call), { users: readUsers(call) }, true)
    },
  },
  /** https://docs.slack.dev/reference/methods/usergroups.list */
  'usergroups.list': {
    tier: 2,
    token: 'bot',
    scopes: ['usergroups:read'],
    run({ workspace, args }) {
      requirePaid({ workspace })
      const groups = [...workspace.userGroups.values()].filter(
        ({ disabledAt }) => disabledAt === 0 || String(args.include_disabled) === 'true',
      )
      const showsUsers = String(args.include_users) === 'true'
      return { usergroups: groups.map((group) => userGroupObject(workspace.teamId, group, showsUsers)) }
    },
  },
}
