import type { Json } from './json'
import type { Slack, Workspace } from './state'

export interface UserGroup {
  id: string
  name: string
  handle: string
  description: string
  users: string[]
  createdAt: number
  updatedAt: number
  /** Since when it is switched off; 0 while it is on. */
  disabledAt: number
}

/** https://docs.slack.dev/reference/objects/usergroup-object */
export function userGroupObject(workspace: Workspace, group: UserGroup, showsUsers: boolean): Json {
  const seconds = (at: number) => Math.floor(at / 1_000)
  return {
    id: group.id,
    team_id: workspace.teamId,
    is_usergroup: true,
    name: group.name,
    description: group.description,
    handle: group.handle,
    is_external: false,
    date_create: seconds(group.createdAt),
    date_update: seconds(group.updatedAt),
    date_delete: seconds(group.disabledAt),
    auto_type: null,
    prefs: { channels: [], groups: [] },
    user_count: String(group.users.length),
    ...(showsUsers && { users: [...group.users] }),
  }
}

/** What people do with user groups by hand, and what the workspace allows. */
export interface UserGroupControls {
  list(teamId?: string): readonly UserGroup[]
  /** Makes one that is no app's; gives its id. */
  add(group: Pick<UserGroup, 'name' | 'handle'>, teamId?: string): string
  change(id: string, change: Partial<Pick<UserGroup, 'name' | 'handle' | 'users'>>, teamId?: string): void
  /** Who may make and change them: with `admins`, no bot may. */
  allow(who: Workspace['userGroupsBy'], teamId?: string): void
  setPlan(plan: Workspace['plan'], teamId?: string): void
}

export function createUserGroupControls(
  slack: Slack,
  home: (teamId?: string) => Workspace,
): UserGroupControls {
  return {
    list: (teamId) => [...home(teamId).userGroups.values()],
    add(wanted, teamId) {
      const at = slack.clock.now()
      const group = newUserGroup({ ...wanted, id: slack.ids.next('S') }, at)
      home(teamId).userGroups.set(group.id, group)
      slack.changed()
      return group.id
    },
    change(id, change, teamId) {
      const group = home(teamId).userGroups.get(id)
      if (!group) throw new Error(`there is no user group ${id}`)
      Object.assign(group, change)
      slack.changed()
    },
    allow(who, teamId) {
      home(teamId).userGroupsBy = who
    },
    setPlan(plan, teamId) {
      home(teamId).plan = plan
    },
  }
}

export const newUserGroup = (
  wanted: Pick<UserGroup, 'id' | 'name' | 'handle'> & Partial<UserGroup>,
  at: number,
): UserGroup => ({ description: '', users: [], createdAt: at, updatedAt: at, disabledAt: 0, ...wanted })
