import { sendEvent, sendMemberJoined } from './events'
import type { Json } from './json'
import { type SlackUser, userObject } from './people'
import type { Slack, Workspace } from './state'
import { channelOf, createDirect, userOf } from './workspace'

/** What happens to people apart from what they do themselves. */
export interface PeopleChanges {
  /** Somebody new, of whom the app hears through `team_join`. */
  addUser(user: Partial<SlackUser> & { id: string; name: string }, teamId?: string): Promise<void>
  /** Changes what Slack knows of a person; `user_change` is sent. */
  changeUser(userId: string, change: Partial<SlackUser>, teamId?: string): Promise<void>
  joinChannel(userId: string, channelId: string, teamId?: string): Promise<void>
}

export function changePeople(slack: Slack, home: (teamId?: string) => Workspace): PeopleChanges {
  const tell = (workspace: Workspace, type: string, user: SlackUser, more: Json = {}) => {
    const told = userObject(user, slack.clock.now(), { email: true, locale: true })
    return sendEvent(slack, workspace, { type, user: told, ...more, event_ts: slack.ids.ts() })
  }
  return {
    async addUser(user, teamId) {
      const workspace = home(teamId)
      const added: SlackUser = { ...newcomer(user, workspace.teamId), ...user }
      const direct = createDirect(added.id)
      workspace.users.set(added.id, added)
      workspace.channels.set(direct.id, direct)
      slack.changed()
      // https://docs.slack.dev/reference/events/team_join
      await tell(workspace, 'team_join', added)
    },
    async changeUser(userId, change, teamId) {
      const workspace = home(teamId)
      const changed = Object.assign(userOf(workspace, userId), change)
      slack.changed()
      // https://docs.slack.dev/reference/events/user_change
      const cache_ts = Math.floor(slack.clock.now() / 1_000)
      await tell(workspace, 'user_change', changed, { cache_ts })
    },
    async joinChannel(userId, channelId, teamId) {
      const channel = channelOf(home(teamId), channelId)
      channel.members.add(userId)
      slack.changed()
      await sendMemberJoined(slack, home(teamId), channel, userId)
    },
  }
}

function newcomer({ id, name }: { id: string; name: string }, teamId: string): SlackUser {
  return {
    id,
    teamId,
    name,
    handle: name.toLowerCase().replaceAll(' ', '.'),
    email: '',
    confirmed: false,
    locale: 'en-US',
    timeZone: 'Etc/UTC',
    rank: 'member',
    guest: false,
    stranger: false,
    bot: false,
    deactivated: false,
  }
}
