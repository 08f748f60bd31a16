import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app'
import { createChatter } from './chatter'
import { createFaults } from './faults'
import { install, revokeToken, uninstall } from './installation'
import { platformLimits } from './limits'
import { changePeople } from './membership'
import { createSlack } from './platform'
import type { SlackSandbox, SlackSandboxOptions } from './sandbox'
import { serve } from './server'
import { createSocketHub } from './socket'
import type { Slack, Workspace } from './state'
import { after } from './timers'
import { createUserGroupControls } from './user-group-controls'
import { workspaceOf } from './workspace'

export { builtInCommands } from './app'
export type { Failure, SlackFaults } from './faults'
export { signature } from './http-delivery'
export { platformLimits, type SlackLimits } from './limits'
export type { SlackUser } from './people'
export type { SlackSandbox, SlackSandboxOptions } from './sandbox'
export type { SlackChatter } from './slack-chatter'
export type { ApiCall, MessageShortcut, SlackCommand } from './state'
export { otherTeamId } from './workspace'

/** Starts a Slack on loopback; the app is installed in the first of its two workspaces. */
export async function startSlackSandbox(options: SlackSandboxOptions): Promise<SlackSandbox> {
  const { clock, host = '127.0.0.1', port = 0, commands, shortcuts, scopes, requestUrl } = options
  const limits = { ...platformLimits, ...options.limits }
  const app = createApp(commands, shortcuts, scopes)
  const sockets = createSocketHub(app, limits.ackTimeoutMs)
  const server = createServer()
  const origin = await listen(server, host, port)
  const slack = createSlack(
    { clock, limits, origin, app, ...(requestUrl === undefined ? {} : { requestUrl }) },
    sockets,
  )
  serve(server, slack, sockets)
  const home = (teamId?: string) => (teamId === undefined ? firstOf(slack) : workspaceOf(slack, teamId))

  return {
    apiUrl: `${origin}/api/`,
    origin,
    botToken: install(slack, home()),
    appToken: app.appToken,
    signingSecret: app.signingSecret,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    calls: slack.calls,
    faults: createFaults(slack.faults, sockets, {
      revokeToken: (teamId) => revokeToken(slack, home(teamId)),
      later: (delayMs, run) => after(clock, delayMs, run),
    }),
    userGroups: createUserGroupControls(slack, home),
    as: (userId, teamId) => createChatter(slack, userId, home(teamId).teamId),
    setRequestUrl: (url) => {
      slack.requestUrl = url
    },
    connections: sockets.connected,
    install: (teamId) => install(slack, home(teamId)),
    uninstall: (teamId) => uninstall(slack, home(teamId)),
    mintCode: (userId, teamId) => slack.codes.mint({ userId, teamId: home(teamId).teamId }),
    pinged: (teamId) => pingedBy(home(teamId), app.botUserId),
    ...changePeople(slack, home),
    async close() {
      await sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return `http://${host}:${(server.address() as AddressInfo).port}`
}

function firstOf(slack: Slack): Workspace {
  const [first] = slack.workspaces.values()
  if (!first) throw new Error('a Slack sandbox has at least one workspace')
  return first
}

function pingedBy(workspace: Workspace, botUserId: string): string[] {
  const messages = [...workspace.channels.values()].flatMap((channel) => channel.messages)
  return messages.flatMap((message) => (message.user === botUserId ? message.pings : []))
}
