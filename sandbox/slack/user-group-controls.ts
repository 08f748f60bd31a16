import type { Slack, Workspace } from './state'
import { newUserGroup, type UserGroup } from './user-groups'

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
