import type { SandboxClock } from '../clock'
import type { SlackFaults } from './faults'
import type { SlackLimits } from './limits'
import type { PeopleChanges } from './membership'
import type { SlackChatter } from './slack-chatter'
import type { ApiCall, MessageShortcut, SlackCommand } from './state'
import type { UserGroupControls } from './user-group-controls'

export interface SlackSandboxOptions {
  clock: SandboxClock
  /** Loopback by default. */
  host?: string
  /** 0, the default, takes a free one. */
  port?: number
  /** What the app's manifest registers; a built-in name is refused as Slack refuses it. */
  commands: SlackCommand[]
  /** What it registers in the menu of a message. */
  shortcuts?: MessageShortcut[]
  /** Deliver by signed HTTP to this address instead of Socket Mode. */
  requestUrl?: string
  limits?: Partial<SlackLimits>
  /** Bot scopes that the app was granted. */
  scopes?: string[]
}

/** A Slack on loopback that the real @slack/bolt and @slack/web-api talk to. */
export interface SlackSandbox extends PeopleChanges {
  /** Ends with `/api/`; for `clientOptions.slackApiUrl`. */
  apiUrl: string
  /** For the pages `<origin>/oauth/v2/authorize`, `/openid/connect/authorize` and the keys at `/openid/connect/keys`. */
  origin: string
  /** Of the first workspace, where the app is installed from the start. */
  botToken: string
  appToken: string
  signingSecret: string
  clientId: string
  clientSecret: string
  faults: SlackFaults
  userGroups: UserGroupControls
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
  close(): Promise<void>
}
