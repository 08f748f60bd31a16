import type { Chatter } from '../driver'

/** What a person can do in Slack beyond what both platforms share. */
export interface SlackChatter extends Chatter {
  openAssistant(): Promise<string>
  /** Writes into the thread of a message. */
  reply(messageId: string, text: string): Promise<void>
  /** Deletes a file of their own; messages that show it stay. */
  removeFile(fileId: string): Promise<void>
  /** What the app suggests to ask in an assistant thread; pressing `prompt-1` and so on at its root asks it. */
  prompts(threadId: string): { title: string; message: string }[]
  /** What the app says it is doing in a thread: "is thinking…". */
  status(threadId: string): string | undefined
  /** Opens the app's Home tab, of which the app hears. */
  openHome(): Promise<void>
  /** Runs a global shortcut of the app, or with a message one of that message. */
  shortcut(callbackId: string, messageId?: string): Promise<void>
  /** What an external menu of a message or form offers. */
  suggestIn(messageId: string, actionId: string, typed: string): Promise<{ value: string; label: string }[]>
}
