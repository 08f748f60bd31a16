import type { webApi } from '@slack/bolt'
import { CannotMirror, type MirrorGroup, type MirrorTrouble, type RoleMirror } from '../../src/chat'
import { disconnected } from './disconnected'
import { handlesOf } from './handles'
import { later } from './later'
import { errorCode, NotInstalled, type Outlet } from './web'

type UserGroup = NonNullable<webApi.UsergroupsListResponse['usergroups']>[number]
type SlackUser = NonNullable<webApi.UsersListResponse['members']>[number]

/** https://docs.slack.dev/reference/methods/users.list#arguments */
const USERS_PER_PAGE = 1_000

/**
 * Mirrors into user groups. Slack replaces the people of a group as a whole, and none is empty or deleted: it is switched
 * off instead. https://docs.slack.dev/reference/methods/usergroups.users.update#usage_info
 */
export function createRoleMirror(outlet: Outlet): RoleMirror {
  const { usergroups } = outlet.web

  async function ask<T>(tenant: string, work: (token: string) => Promise<T>): Promise<T> {
    try {
      return await work(await outlet.token(tenant))
    } catch (error) {
      throw explain(error)
    }
  }

  async function setPeople(tenant: string, group: MirrorGroup, userIds: readonly string[]): Promise<void> {
    if (userIds.length === 0) return switchOff(tenant, group)
    const { id: usergroup, active } = group
    if (!active) await ask(tenant, (token) => usergroups.enable({ token, usergroup }))
    await ask(tenant, (token) => usergroups.users.update({ token, usergroup, users: userIds.join() }))
  }

  async function switchOff(tenant: string, { id: usergroup, active }: MirrorGroup): Promise<void> {
    if (active) await ask(tenant, (token) => usergroups.disable({ token, usergroup }))
  }

  return {
    keepsEmpty: false,
    async read(tenant) {
      const wanted = { include_disabled: true, include_users: true }
      const listed = await ask(tenant, (token) => usergroups.list({ token, ...wanted }))
      const users = await ask(tenant, (token) => allUsers(outlet.web, token))
      return {
        groups: (listed.usergroups ?? []).map(groupOf),
        members: new Set(users.filter(isFullMember).map(({ id = '' }) => id)),
      }
    },
    async make(tenant, mark) {
      const made = await ask(tenant, (token) => usergroups.create({ token, name: mark, handle: mark }))
      return made.usergroup?.id ?? ''
    },
    async restore(tenant, { id }, names) {
      const tries = names.flatMap((name) => handlesOf({ id, name }).map((handle) => ({ name, handle })))
      const taken = { names: new Set<string>(), handles: new Set<string>() }
      for (const { name, handle } of tries) {
        if (taken.names.has(name) || taken.handles.has(handle)) continue
        const why = await ask(tenant, (token) => rename(usergroups, { token, usergroup: id, name, handle }))
        if (why === undefined) return
        if (why === 'name') taken.names.add(name)
        else taken.handles.add(handle)
      }
      throw new CannotMirror('refused', names[0])
    },
    give: (tenant, group, userIds) => setPeople(tenant, group, [...new Set([...group.userIds, ...userIds])]),
    take: (tenant, group, userIds) =>
      setPeople(
        tenant,
        group,
        group.userIds.filter((userId) => !userIds.includes(userId)),
      ),
    remove: switchOff,
  }
}

/** What is taken already; undefined when it was renamed. */
async function rename(
  usergroups: webApi.WebClient['usergroups'],
  wanted: { token: string; usergroup: string; name: string; handle: string },
): Promise<'name' | 'handle' | undefined> {
  try {
    await usergroups.update(wanted)
    return undefined
  } catch (error) {
    const code = errorCode(error) ?? ''
    if (code === 'name_already_exists') return 'name'
    if (['handle_already_exists', 'bad_handle', 'forbidden_handle'].includes(code)) return 'handle'
    throw error
  }
}

async function allUsers(web: webApi.WebClient, token: string): Promise<SlackUser[]> {
  const all: SlackUser[] = []
  let cursor: string | undefined
  do {
    const page = await web.users.list({ token, limit: USERS_PER_PAGE, ...(cursor && { cursor }) })
    all.push(...(page.members ?? []))
    cursor = page.response_metadata?.next_cursor
  } while (cursor)
  return all
}

/** "Guests or bot users cannot be added to user groups": https://docs.slack.dev/reference/methods/usergroups.users.update */
const isFullMember = (user: SlackUser) =>
  !user.deleted && !user.is_bot && !user.is_restricted && !user.is_ultra_restricted && !isStranger(user)

/** Somebody met through Slack Connect; the SDK does not know the field. */
const isStranger = (user: SlackUser) => 'is_stranger' in user && user.is_stranger === true

/** https://docs.slack.dev/reference/objects/usergroup-object */
function groupOf({
  id = '',
  name: escaped = '',
  handle = '',
  users = [],
  date_delete,
}: UserGroup): MirrorGroup {
  const active = !date_delete
  const name = written(escaped)
  return {
    ...{ id, name, active, hasRights: false },
    userIds: active ? users : [],
    isRestored: handlesOf({ id, name }).includes(handle),
  }
}

/** As it was written, however Slack keeps it: https://docs.slack.dev/messaging/formatting-message-text#escaping */
const written = (words: string) =>
  words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** https://docs.slack.dev/reference/methods/usergroups.create#errors */
const TROUBLES: Readonly<Record<string, MirrorTrouble>> = {
  ...disconnected,
  missing_scope: 'scope',
  paid_teams_only: 'plan',
  plan_upgrade_required: 'plan',
  access_denied: 'permission',
  no_permission: 'permission',
  permission_denied: 'permission',
  enterprise_is_restricted: 'organisation',
  target_team_must_be_specified_in_org_context: 'organisation',
  target_team_not_on_org: 'organisation',
}

function explain(error: unknown): unknown {
  if (error instanceof NotInstalled) return new CannotMirror('disconnected')
  const code = errorCode(error)
  if (code === undefined) return later(error) ?? error
  const why = TROUBLES[code]
  return why ? new CannotMirror(why) : (later(error) ?? new CannotMirror('refused', code))
}
