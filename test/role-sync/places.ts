import type { DiscordSandbox } from '../../sandbox/discord'
import type { SlackSandbox } from '../../sandbox/slack'
import { world } from '../../sandbox/world'
import type { Platform } from '../../src/chat'
import type { TestUser } from '../support/rolecall'

/** A group as somebody sees it at the platform. */
export interface Shown {
  id: string
  name: string
  /** Names of who is in it, sorted. */
  people: readonly string[]
}

export interface Place {
  platform: Platform
  /** Groups that are there, of Rolecall and others, by name. */
  shown(): readonly Shown[]
  group(name: string): Shown | undefined
  /** Somebody gives or takes one by hand. */
  setPerson(group: Shown, user: TestUser, isIn: boolean): void
  rename(group: Shown, name: string): void
  /** Lets the chat user into the place. */
  enter(user: TestUser): Promise<void>
  leave(user: TestUser): Promise<void>
  /** What was asked of the platform since the last time. */
  calls(): readonly string[]
  /** The next change is put off for so long. */
  putOff(seconds: number): void
  /** Takes away what the bot needs, or gives it back. */
  permit(may: boolean): void
}

/** Names of people by their ids at a platform. */
const NAMES = new Map<string, string>()
const namesOf = (userIds: readonly string[]) => userIds.map((id) => NAMES.get(id) ?? id).toSorted()

export function slackPlace(sandbox: SlackSandbox): Place {
  let read = 0
  const shown = () =>
    sandbox.userGroups
      .list()
      .filter(({ disabledAt }) => disabledAt === 0)
      .map(({ id, name, users }) => ({ id, name, people: namesOf(users) }))
      .toSorted(byName)
  return {
    platform: 'slack',
    shown,
    group: (name) => shown().find((group) => group.name === name),
    setPerson(group, { id: { userId } }, isIn) {
      const users = sandbox.userGroups.list().find(({ id }) => id === group.id)?.users ?? []
      sandbox.userGroups.change(group.id, {
        users: [...users.filter((id) => id !== userId), ...(isIn ? [userId] : [])],
      })
    },
    rename: (group, name) => sandbox.userGroups.change(group.id, { name }),
    async enter({ id: { userId }, name }) {
      NAMES.set(userId, name)
      await sandbox.addUser({ id: userId, name, handle: userId.toLowerCase() })
    },
    leave: ({ id }) => sandbox.changeUser(id.userId, { deactivated: true }),
    calls() {
      const since = sandbox.calls.slice(read)
      read = sandbox.calls.length
      return since.map(({ method }) => method)
    },
    putOff: (retryAfterSeconds) =>
      sandbox.faults.failNext('usergroups.users.update', 1, { http: 429, retryAfterSeconds }),
    permit: (may) => sandbox.userGroups.allow(may ? 'everyone' : 'admins'),
  }
}

export function discordPlace(sandbox: DiscordSandbox): Place {
  const { guildId } = world.discord
  let read = 0
  const shown = () =>
    sandbox.guilds
      .roles(guildId)
      .filter(({ managed }) => !managed)
      .map(({ id, name, members }) => ({ id, name, people: namesOf(members) }))
      .toSorted(byName)
  return {
    platform: 'discord',
    shown,
    group: (name) => shown().find((group) => group.name === name),
    setPerson: (group, { id }, isIn) => sandbox.guilds.setMemberRole(guildId, id.userId, group.id, isIn),
    rename: (group, name) => sandbox.guilds.changeRole(guildId, group.id, { name }),
    async enter({ id: { userId }, name }) {
      NAMES.set(userId, name)
      sandbox.guilds.addUser({ id: userId, name })
      sandbox.guilds.addMember(guildId, userId)
    },
    leave: async ({ id }) => sandbox.guilds.removeMember(guildId, id.userId),
    calls() {
      const since = sandbox.calls.slice(read)
      read = sandbox.calls.length
      return since.map(({ route }) => route)
    },
    putOff: (seconds) =>
      sandbox.faults.failNext('PUT /guilds', 429, 1, {
        message: 'slow',
        retry_after: seconds,
        global: false,
      }),
    permit(may) {
      const bot = sandbox.guilds.roles(guildId).find(({ managed }) => managed)
      if (bot) sandbox.guilds.changeRole(guildId, bot.id, { permissions: may ? 1n << 28n : 0n })
    },
  }
}

const byName = (one: Shown, other: Shown) => (one.name < other.name ? -1 : 1)
