import { type WorldPerson, world } from '../world'
import { type SlackUser, toSlackUser } from './people'
import type { Channel, Slack, Workspace } from './state'

/** A second workspace with the same user ids but other people, to prove that tenants stay apart. */
export const otherTeamId = 'T0OTHER001'

export function createWorkspaces(): Map<string, Workspace> {
  const acme = createWorkspace(world.slack.teamId, world.slack.teamName, peopleOnSlack(), {
    general: world.slack.general,
    projects: world.slack.projects,
  })
  const others = peopleOnSlack().map((person) => ({
    ...person,
    name: `Other ${person.name.split(' ')[0]}`,
    email: `${person.email.split('@')[0]}@other.test`,
  }))
  const other = createWorkspace(otherTeamId, 'Other', others, {
    general: 'C0OTHERGEN',
    projects: 'C0OTHERPRO',
  })
  return new Map([acme, other].map((workspace) => [workspace.teamId, workspace]))
}

function peopleOnSlack(): (WorldPerson & { slack: string })[] {
  return world.people.filter((person) => 'slack' in person)
}

function createWorkspace(
  teamId: string,
  teamName: string,
  people: (WorldPerson & { slack: string })[],
  channelIds: { general: string; projects: string },
): Workspace {
  const rankOf = (index: number): SlackUser['rank'] =>
    index === 0 ? 'owner' : index === 1 ? 'admin' : 'member'
  const users = people.map((person, index) => toSlackUser(person, teamId, rankOf(index)))
  const everyone = users.filter((user) => !user.stranger).map((user) => user.id)
  const strangers = users.filter((user) => user.stranger).map((user) => user.id)
  const general = createChannel(channelIds.general, 'general', [...everyone, world.slack.botUserId])
  const projects = createChannel(channelIds.projects, 'projects', [...everyone, ...strangers])
  projects.shared = true
  const directs = users.map((user) => createDirect(user.id))
  return {
    teamId,
    teamName,
    domain: teamName.toLowerCase(),
    users: new Map([...users, botUser(teamId)].map((user) => [user.id, user])),
    channels: new Map([general, projects, ...directs].map((channel) => [channel.id, channel])),
    forms: new Map(),
    homes: new Map(),
    files: new Map(),
    userGroups: new Map(),
    userGroupsBy: 'everyone',
    plan: 'paid',
  }
}

export function createChannel(id: string, name: string, members: string[]): Channel {
  return { id, name, direct: false, shared: false, members: new Set(members), messages: [] }
}

/** The direct channel between a person and the bot. */
export function createDirect(userId: string): Channel {
  const channel = createChannel(directId(userId), 'directmessage', [userId, world.slack.botUserId])
  return { ...channel, direct: true }
}

export const directId = (userId: string) => `D${userId.slice(1)}`

function botUser(teamId: string): SlackUser {
  const bot: WorldPerson & { slack: string } = {
    name: 'Rolecall',
    slack: world.slack.botUserId,
    email: '',
    confirmed: false,
    locale: 'en-US',
    timeZone: 'Etc/UTC',
  }
  return { ...toSlackUser(bot, teamId, 'member'), bot: true }
}

export function workspaceOf(slack: Slack, teamId: string): Workspace {
  const workspace = slack.workspaces.get(teamId)
  if (!workspace) throw new Error(`the Slack sandbox has no workspace ${teamId}`)
  return workspace
}

export function userOf(workspace: Workspace, userId: string): SlackUser {
  const user = workspace.users.get(userId)
  if (!user) throw new Error(`nobody in ${workspace.teamName} has the id ${userId}`)
  return user
}

export function channelOf(workspace: Workspace, channelId: string): Channel {
  const channel = workspace.channels.get(channelId)
  if (!channel) throw new Error(`${workspace.teamName} has no channel ${channelId}`)
  return channel
}
