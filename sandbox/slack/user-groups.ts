import type { Json } from './json'

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
export function userGroupObject(teamId: string, group: UserGroup, showsUsers: boolean): Json {
  const seconds = (at: number) => Math.floor(at / 1_000)
  return {
    id: group.id,
    team_id: teamId,
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

export const newUserGroup = (
  wanted: Pick<UserGroup, 'id' | 'name' | 'handle'> & Partial<UserGroup>,
  at: number,
): UserGroup => ({ description: '', users: [], createdAt: at, updatedAt: at, disabledAt: 0, ...wanted })

/** How the groups somebody is in are mentioned, those that are on. */
export const groupHandles = (groups: Iterable<UserGroup>, userId: string): string[] =>
  [...groups]
    .filter(({ users, disabledAt }) => disabledAt === 0 && users.includes(userId))
    .map(({ handle }) => `@${handle}`)
    .sort()
