import type { SandboxClock } from '../clock'
import type { Block } from './blocks/blocks'
import type { Channel } from './channel'
import type { Deliver } from './delivery'
import type { FaultState } from './faults'
import type { SlackFile } from './file'
import type { Ids } from './ids'
import type { Json } from './json'
import type { SlackLimits } from './limits'
import type { OAuthCodes } from './oauth-codes'
import type { OpenId } from './open-id'
import type { SlackUser } from './people'
import type { ResponseUrls } from './response-urls'
import type { Triggers } from './triggers'
import type { PendingUpload } from './uploads'
import type { UserGroup } from './user-groups'

export type { AssistantThread, Attachment, Channel, Message } from './channel'

export interface View {
  id: string
  hash: string
  rootId: string
  previousId?: string
  /** The view as the app sent it, with block and action ids filled in. */
  source: ViewSource
  /** What the person has entered: block id → action id → value. */
  values: StateValues
  /** Field errors by block id. */
  errors: Record<string, string>
}

export interface ViewSource extends Json {
  type: 'modal' | 'home'
  blocks: Block[]
}

export type StateValues = Record<string, Record<string, Json>>

export interface Workspace {
  teamId: string
  teamName: string
  domain: string
  users: Map<string, SlackUser>
  channels: Map<string, Channel>
  /** Open forms of a person, the visible one last. */
  forms: Map<string, View[]>
  homes: Map<string, View>
  files: Map<string, SlackFile>
  userGroups: Map<string, UserGroup>
  /** Who may make and change user groups; the app only where everyone may. */
  userGroupsBy: 'everyone' | 'admins'
  /** User groups come with a paid one only. */
  plan: 'free' | 'paid'
  /** Bot token while the app is installed. */
  botToken?: string
}

export interface SlackApp {
  appId: string
  botId: string
  botUserId: string
  name: string
  clientId: string
  clientSecret: string
  signingSecret: string
  appToken: string
  scopes: string[]
  commands: SlackCommand[]
  shortcuts: MessageShortcut[]
}

/** An entry in the menu of a message: https://docs.slack.dev/interactivity/implementing-shortcuts */
export interface MessageShortcut {
  callbackId: string
  label: string
}

export interface SlackCommand {
  /** Without the slash. */
  name: string
  description: string
  usageHint?: string
  /** Only for completion in the page; Slack itself knows no options. */
  options?: { name: string; description: string; required: boolean; choices?: string[] }[]
}

export interface ApiCall {
  method: string
  body: Json
  /** Sandbox time, milliseconds since 1970. */
  at: number
  /** HTTP status of the answer. */
  status: number
  /** The documented code, where the answer was `ok: false`. */
  error?: string
}

/** Everything the server knows; each module is functions over it. */
export interface Slack {
  clock: SandboxClock
  ids: Ids
  app: SlackApp
  limits: SlackLimits
  faults: FaultState
  /** `http://127.0.0.1:<port>` */
  origin: string
  requestUrl: string | undefined
  workspaces: Map<string, Workspace>
  calls: ApiCall[]
  triggers: Triggers
  responseUrls: ResponseUrls
  codes: OAuthCodes
  openId: OpenId
  revokedTokens: Set<string>
  /** Files that the app has announced but not completed, by id. */
  uploads: Map<string, PendingUpload>
  /** The path and query of a fresh socket address. */
  issueTicket(): string
  deliver: Deliver
  /** To be called after every change that somebody may see. */
  changed(): void
  onChange(listener: () => void): () => void
}
