import type { Answer } from './answer'
import type { Place, PostedMessage } from './place'
import type { ChatUser, Platform } from './text'
import type { Choice, FormValues, PressRef } from './view'

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
  /** Slack's assistant view was opened: a new thread of the private conversation. */
  | { kind: 'opened' }
  /** Somebody chose an entry of ours in the menu of a message. */
  | { kind: 'menu'; menu: string; message: { id: string; author: string; text: string } }
  | ({ kind: 'message' } & SaidMessage)

/** What a person wrote. */
export interface SaidMessage {
  id: string
  text: string
  /** A private message to the bot, or one that mentions it; otherwise one that may belong to a thread of ours. */
  addressed: boolean
}

/** A file that somebody handed over, as the platform describes it: nothing of it has been read yet. */
export interface GivenFile {
  /** What a `file` option or field holds. */
  id: string
  name: string
  sizeBytes: number
  source: FileSource
}

/** Where a platform keeps a file, enough to fetch it later from any process. */
export interface FileSource {
  platform: Platform
  tenant: string
  /** Slack: the file's id. Discord: its address. */
  address: string
}

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
  /** Everything handed over with it: attached to the message, or given in options and fields. */
  files?: readonly GivenFile[]
}

/** How one interaction is answered; made by the adapter for each interaction. */
export interface Responder {
  /** Whether a form can show an error at its field; where it cannot, dispatch keeps the values and offers an Edit button. */
  readonly showsFieldErrors: boolean
  /** False where no form can be opened any more, so that dispatch offers a button that opens it. */
  readonly opensForms?: boolean
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
