import type { Answer } from './answer'
import type { ChatUser, Platform } from './text'
import type { Choice, FormValues, PressRef } from './view'

/** Where something happened. */
export interface Place {
  platform: Platform
  /** Slack team id (enterprise id when installed org-wide), Discord guild id; null in a Discord direct message. */
  tenant: string | null
  channelId: string
  direct: boolean
  /** The channel is shared with another organisation (Slack Connect). */
  shared: boolean
}

/** What the platform itself says about the acting user; nothing of it is proof of an address. */
export interface ChatSender extends ChatUser {
  name: string
  locale?: string
  /** Belongs to another organisation (Slack Connect). */
  stranger?: boolean
  /** May manage the Discord server; Slack says it with the profile only. */
  managesTenant?: boolean
}

export type Happening =
  | { kind: 'command'; command: string; words: CommandWords }
  | { kind: 'press'; press: PressRef }
  | { kind: 'submit'; submit: PressRef; values: FormValues }
  /** Somebody types into an option of a command, or into a search field of a form (then `search` is its ref). */
  | {
      kind: 'complete'
      command: string
      option: string
      typed: string
      words: Readonly<Record<string, string>>
    }
  | { kind: 'search'; search: PressRef; typed: string }
  /** Slack Home tab opened. */
  | { kind: 'home' }
  /** A private message to the bot, or a message that mentions it. */
  | { kind: 'message'; text: string }

/** Slack hands over a line of text, Discord values by option name; both become typed arguments by the same declaration. */
export type CommandWords = { line: string } | { options: Readonly<Record<string, string>> }

/** One thing somebody did at a chat platform. */
export interface Interaction {
  /**
   * Names what happened, the same however often the platform delivers it (B2):
   * Discord interaction id; Slack trigger id, view id and hash, message ts.
   */
  key: string
  sender: ChatSender
  place: Place
  happening: Happening
}

/** How one interaction is answered; made by the adapter for each interaction. */
export interface Responder {
  /** Whether a form can show an error at its field; where it cannot, dispatch keeps the values and offers an Edit button. */
  readonly showsFieldErrors: boolean
  /**
   * Tells the platform that work goes on, within its time limit; a pressed message shows its buttons disabled (B4).
   * Dispatch calls it at the latest two seconds after receipt, never before a form.
   */
  defer(): Promise<void>
  /** Shows the answer. Resolves to where a trackable message now stands (not for ephemeral ones). */
  answer(answer: Answer): Promise<PostedMessage | undefined>
  /** Suggestions for `complete` and `search`; at most 25. */
  suggest(choices: readonly Choice[]): Promise<void>
}

/** Where a message stands, enough to edit it later from any process. `tenant` as in ChatUser. */
export interface PostedMessage {
  platform: Platform
  tenant: string
  channelId: string
  messageId: string
}
