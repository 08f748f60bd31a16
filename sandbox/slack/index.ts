import type { AddressInfo } from 'node:net'
import type { SandboxClock } from '../clock'
import { createApp } from './app'
import { createChatter, type SlackChatter } from './chatter'
import { createDeliver } from './delivery'
import { sendEvent, sendMemberJoined } from './events'
import { createFaultState, createFaults, type SlackFaults } from './faults'
import { createIds } from './ids'
import { install, revokeToken, uninstall } from './installation'
import { platformLimits, type SlackLimits } from './limits'
import { createOAuthCodes } from './oauth'
import { type SlackUser, userObject } from './people'
import { createResponseUrls } from './response-url'
import { createHttpServer } from './server'
import { createSocketHub } from './socket'
import type { ApiCall, Slack, SlackCommand, Workspace } from './state'
import { after } from './timers'
import { createTriggers } from './triggers'
import { channelOf, createDirect, createWorkspaces, otherTeamId, userOf, workspaceOf } from './workspace'

export type { SlackChatter } from './chatter'
export type { Failure, SlackFaults } from './faults'
export { signature } from './http-delivery'
export { platformLimits, type SlackLimits } from './limits'
export type { SlackUser } from './people'
export type { ApiCall, SlackCommand } from './state'
export { otherTeamId } from './workspace'

export interface SlackSandboxOptions {
  clock: SandboxClock
  /** Loopback by default. */
  host?: string
  /** 0, the default, takes a free one. */
  port?: number
  /** What the app's manifest registers; a built-in name is refused as Slack refuses it. */
  commands: SlackCommand[]
  /** Deliver by signed HTTP to this address instead of Socket Mode. */
  requestUrl?: string
  limits?: Partial<SlackLimits>
  /** Bot scopes that the app was granted. */
  scopes?: string[]
}

/** A Slack on loopback that the real @slack/bolt and @slack/web-api talk to. */
export interface SlackSandbox {
  /** Ends with `/api/`; for `clientOptions.slackApiUrl`. */
  apiUrl: string
  /** For the authorisation page `<origin>/oauth/v2/authorize`. */
  origin: string
  /** Of the first workspace, where the app is installed from the start. */
  botToken: string
  appToken: string
  signingSecret: string
  clientId: string
  clientSecret: string
  faults: SlackFaults
  /** Every Web API call and every use of a response address, oldest first. */
  calls: ApiCall[]
  as(userId: string, teamId?: string): SlackChatter
  /** Switches between signed HTTP and, with undefined, Socket Mode. */
  setRequestUrl(url: string | undefined): void
  /** Open Socket Mode connections. */
  connections(): number
  /** Installs the app without a browser; gives the bot token. */
  install(teamId: string): string
  uninstall(teamId?: string): void
  /** A code for `oauth.v2.access`, as if this person had allowed the app. */
  mintCode(userId: string, teamId?: string): string
  /** Everybody whom messages of the app have pinged, in order. */
  pinged(teamId?: string): string[]
  /** Somebody new, of whom the app hears through `team_join`. */
  addUser(user: Partial<SlackUser> & { id: string; name: string }, teamId?: string): Promise<void>
  /** Changes what Slack knows of a person; `user_change` is sent. */
  changeUser(userId: string, change: Partial<SlackUser>, teamId?: string): Promise<void>
  joinChannel(userId: string, channelId: string, teamId?: string): Promise<void>
  close(): Promise<void>
}

export { world } from '../world'
export const secondTeamId = otherTeamId

export async function startSlackSandbox(options: SlackSandboxOptions): Promise<SlackSandbox> {
  const { clock, host = '127.0.0.1', port = 0 } = options
  const limits = { ...platformLimits, ...options.limits }
  const app = createApp(options.commands, options.scopes)
  const sockets = createSocketHub(app, limits.ackTimeoutMs)
  const server = createHttpServer(
    () => slack,
    () => sockets,
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`
  const slack = createSlack()
  const home = (teamId?: string): Workspace =>
    workspaceOf(slack, teamId ?? [...slack.workspaces.keys()][0] ?? '')
  const listeners = new Set<() => void>()

  function createSlack(): Slack {
    const ids = createIds(clock)
    const base = { clock, ids, limits, origin }
    const state: Slack = {
      ...base,
      app,
      faults: createFaultState(),
      requestUrl: options.requestUrl,
      workspaces: createWorkspaces(),
      calls: [],
      triggers: createTriggers(clock, limits),
      responseUrls: createResponseUrls(base),
      codes: createOAuthCodes(clock, ids.secret),
      revokedTokens: new Set(),
      issueTicket: sockets.issueTicket,
      deliver: (delivery) => deliver(delivery),
      changed: () => {
        for (const listener of listeners) listener()
      },
    }
    const deliver = createDeliver(state, sockets)
    return state
  }

  const onChange = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const told = (user: SlackUser) => userObject(user, clock.now(), { email: true, locale: true })

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
    as: (userId, teamId) => createChatter(slack, userId, home(teamId).teamId, onChange),
    setRequestUrl: (url) => {
      slack.requestUrl = url
    },
    connections: sockets.connected,
    install: (teamId) => install(slack, home(teamId)),
    uninstall: (teamId) => uninstall(slack, home(teamId)),
    mintCode: (userId, teamId) => slack.codes.mint({ userId, teamId: home(teamId).teamId }),
    pinged: (teamId) =>
      [...home(teamId).channels.values()]
        .flatMap((channel) => channel.messages)
        .flatMap((message) => (message.botId === undefined ? [] : message.pings)),
    async addUser(user, teamId) {
      const workspace = home(teamId)
      const added: SlackUser = {
        teamId: workspace.teamId,
        handle: user.name.toLowerCase().replaceAll(' ', '.'),
        email: '',
        confirmed: false,
        locale: 'en-US',
        timeZone: 'Etc/UTC',
        rank: 'member',
        guest: false,
        stranger: false,
        bot: false,
        deactivated: false,
        ...user,
      }
      const direct = createDirect(added.id)
      workspace.users.set(added.id, added)
      workspace.channels.set(direct.id, direct)
      slack.changed()
      await sendEvent(slack, workspace, { type: 'team_join', user: told(added), event_ts: slack.ids.ts() })
    },
    async changeUser(userId, change, teamId) {
      const workspace = home(teamId)
      const changed = Object.assign(userOf(workspace, userId), change)
      slack.changed()
      await sendEvent(slack, workspace, {
        type: 'user_change',
        user: told(changed),
        cache_ts: Math.floor(clock.now() / 1_000),
        event_ts: slack.ids.ts(),
      })
    },
    async joinChannel(userId, channelId, teamId) {
      const channel = channelOf(home(teamId), channelId)
      channel.members.add(userId)
      slack.changed()
      await sendMemberJoined(slack, home(teamId), channel, userId)
    },
    async close() {
      await sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
