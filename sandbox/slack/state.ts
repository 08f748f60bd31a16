import type { SandboxClock } from '../clock'
import type { Block } from './blocks/blocks'
import type { Deliver } from './delivery'
import type { FaultState } from './faults'
import type { Ids } from './ids'
import type { SlackLimits } from './limits'
import type { OAuthCodes } from './oauth'
import type { OpenId } from './openid'
import type { SlackUser } from './people'
import type { ResponseUrls } from './response-url'
import type { Triggers } from './triggers'

export type Json = Record<string, unknown>

/** One posted message; edits replace the object, so that what was read of it can be remembered by identity. */
export interface Message {
  ts: string
  channel: string
  user: string
  /** Set on messages of the app. */
  botId?: string
  appId?: string
  text: string
  blocks?: Block[]
  attachments?: Attachment[]
  threadTs?: string
  edited?: { user: string; ts: string }
  /** Ephemeral: the one person who sees it. */
  onlyFor?: string
  pings: string[]
  /** Who reacted, by name of the reaction. */
  reactions?: Record<string, string[]>
}

/** The secondary part of a message: https://docs.slack.dev/messaging/formatting-message-text#attachments */
export interface Attachment {
  color?: string
  fallback?: string
  text?: string
  blocks?: Block[]
}

export interface Channel {
  id: string
  name: string
  direct: boolean
  /** Slack Connect: people of another workspace are in it. */
  shared: boolean
  members: Set<string>
  messages: Message[]
}

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
  /** The path and query of a fresh socket address. */
  issueTicket(): string
  deliver: Deliver
  /** To be called after every change that somebody may see. */
  changed(): void
  onChange(listener: () => void): () => void
}
