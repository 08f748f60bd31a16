import type { SandboxClock } from '../clock'
import type { Command } from './command'
import type { Dispatch } from './dispatch'
import type { Faults } from './faults'
import type { Interaction } from './interaction'
import type { StoredFile } from './stored-file'
import type { Channel, Guild, Modal, User } from './types'

/** A form in front of one person, and what it was opened from. */
export interface OpenForm {
  id: string
  modal: Modal
  guildId?: string
  channelId: string
  messageId?: string
}

/** Everything one sandbox server knows; each function of the sandbox is handed it. */
export interface Context {
  clock: SandboxClock
  /** Where the server listens, e.g. `http://127.0.0.1:4002`. */
  origin: string
  applicationId: string
  botUserId: string
  botToken: string
  clientSecret: string
  /** With which addresses of files are signed. */
  signingKey: string
  /** Largest file that can be sent, in bytes. */
  attachmentSizeLimit: number
  /** Intents switched on in the developer portal. https://docs.discord.com/developers/events/gateway#privileged-intents */
  privilegedIntents: number
  nextId(): string
  users: Map<string, User>
  guilds: Map<string, Guild>
  /** All channels of all guilds, threads and direct messages, by id. */
  channels: Map<string, Channel>
  /** The bot's direct message channels by the other person's id. */
  directs: Map<string, Channel>
  /** Registered commands by guild id, or 'global'. */
  commands: Map<string, Command[]>
  /** By token. */
  interactions: Map<string, Interaction>
  /** Open forms by user id. */
  forms: Map<string, OpenForm>
  files: Map<string, StoredFile>
  faults: Faults
  dispatch: Dispatch
  listeners: Set<() => void>
}

/** Tells everybody who watches that something changed. */
export function changed(context: Context): void {
  for (const listener of context.listeners) listener()
}
