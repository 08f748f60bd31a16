/**
 * One person at one chat platform, as tests and the sandbox page drive them: what they can type, press and fill in,
 * and what they then see. Both sandbox servers implement it, so a journey reads the same in either direction.
 */
export type Platform = 'slack' | 'discord'

export interface SeenControl {
  /** Unique within its message: Slack's `action_id` (plus block), Discord's `custom_id`, or the address of a link. */
  id: string
  kind: 'button' | 'link' | 'menu'
  label: string
  disabled: boolean
  /** Menus only: what can be chosen. */
  options?: { value: string; label: string }[]
}

/** A file on a person's machine, as they choose it for a message or a form. */
export interface ChosenFile {
  name: string
  bytes: Uint8Array
  /** What the person's system says it is; the platform passes it on unchecked. */
  mediaType?: string
}

export interface SeenMessage {
  id: string
  channel: string
  /** Slack only: the message whose thread this one stands in. On Discord a thread is a channel of its own. */
  thread?: string
  /** What is attached, and stands there to be opened. */
  files?: { id: string; name: string; sizeBytes: number }[]
  /** Pictures that stand in the message, with their words for whoever cannot see them. */
  pictures?: { id: string; alt: string }[]
  /** Display name of the sender. */
  author: string
  fromBot: boolean
  /** Everything readable in the message, markup resolved to plain text, one line per paragraph, in reading order. */
  text: string
  controls: SeenControl[]
  /** Only this person sees it (Slack ephemeral, Discord ephemeral flag). */
  private: boolean
  /** Whom the platform would notify because of mentions: user ids, or 'everyone', 'here', 'channel', 'role:<id>'. */
  pings: string[]
  edited: boolean
  /** The platform's own message object (Slack: text and blocks; Discord: content, embeds, components), for drawing. */
  raw: unknown
}

export interface SeenField {
  id: string
  label: string
  kind: 'text' | 'long' | 'choice' | 'choices' | 'search' | 'people' | 'file'
  required: boolean
  hint?: string
  value?: string | string[]
  options?: { value: string; label: string }[]
  /** Error shown at the field (Slack only; Discord has none). */
  error?: string
}

export interface SeenForm {
  id: string
  title: string
  submit: string
  fields: SeenField[]
  raw: unknown
}

export interface SeenChannel {
  id: string
  /** '#general', or the other side's name for a direct message. */
  name: string
  direct: boolean
  /** Discord only: the channel in which this thread stands. */
  parent?: string
  messages: SeenMessage[]
}

export interface Chatter {
  readonly platform: Platform
  readonly userId: string
  readonly name: string
  /** Channels the person is in, with the messages they can see, oldest first. */
  channels(): SeenChannel[]
  /** Names of the roles (Discord) or user groups (Slack) the person is in. */
  groups(): string[]
  /** Slack Home tab, where the bot published one. */
  home(): SeenMessage | undefined
  /** The form that is open in front of the person. */
  form(): SeenForm | undefined
  /**
   * Sends what a person would type into the message box: a message, or a command with its arguments
   * (`/team invite ann@acme.com role:admin`). Discord reads the same line into its native options.
   * Resolves when the platform has accepted the bot's first response, or has shown its own failure notice.
   * `files` go along with a message; of a Discord command they fill the attachment options, in order.
   * `thread`: Slack only, the id of the message under which it is written.
   */
  type(text: string, channel?: string, more?: { files?: ChosenFile[]; thread?: string }): Promise<void>
  /** Changes, or deletes, a message of their own. */
  edit(messageId: string, text: string): Promise<void>
  remove(messageId: string): Promise<void>
  /** Opens a file or picture of a message they see. Throws an Error for any other. */
  open(fileId: string): ChosenFile
  /** Labels of what the bot offers in the menu of a message. */
  messageMenu(): string[]
  /** Chooses one of them at a message. Resolves like `type`. */
  choose(messageId: string, label: string): Promise<void>
  /** Slack only: opens the bot's assistant view and begins a thread there; resolves to its id. */
  openAssistant?(): Promise<string>
  /** Clicks a button, or picks `value` in a menu, as this person. Resolves like `type`. */
  press(messageId: string, controlId: string, value?: string): Promise<void>
  /** Submits the open form; values by field id (several values for people and choices), files by
   * field id. Resolves like `type`. */
  submit(values: Record<string, string | string[]>, files?: Record<string, ChosenFile[]>): Promise<void>
  /** Closes the open form without submitting. */
  close(): void
  /** What the platform suggests while the person types into an option of a command, or a search field of the form. */
  suggest(
    where: { command: string; option: string } | { field: string },
    typed: string,
  ): Promise<{ value: string; label: string }[]>
  /** Commands the bot registered, for completion. `options` in the order they are declared. */
  commands(): {
    name: string
    description: string
    options: { name: string; description: string; required: boolean; choices?: string[] }[]
  }[]
  /** Calls back after anything this person can see has changed; returns the way to stop. */
  onChange(listener: () => void): () => void
}

/** A message this person sees, newest first, whose text contains `text`; undefined when there is none. */
export function findMessage(chatter: Chatter, text: string | RegExp): SeenMessage | undefined {
  const matches = (seen: SeenMessage) =>
    typeof text === 'string' ? seen.text.includes(text) : text.test(seen.text)
  return chatter
    .channels()
    .flatMap((channel) => channel.messages)
    .reverse()
    .find(matches)
}

/** Everything one person sees, as text: for failure messages of tests. */
export function transcript(chatter: Chatter): string {
  const lines = chatter
    .channels()
    .flatMap((channel) =>
      channel.messages.map((seen) => `${channel.name} ${seen.author}: ${seen.text.replaceAll('\n', ' / ')}`),
    )
  return lines.join('\n')
}

/**
 * Waits until `look` returns something (it is called after each change the person can see).
 * Rejects after `withinMs` of real time with the transcript of what was seen instead.
 */
export function until<T>(chatter: Chatter, look: () => T | undefined, withinMs = 5_000): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      const found = look()
      if (found === undefined) return
      clearTimeout(timer)
      stop()
      resolve(found)
    }
    const stop = chatter.onChange(settle)
    const timer = setTimeout(() => {
      stop()
      reject(
        new Error(
          `${chatter.name} on ${chatter.platform} did not see it within ${withinMs} ms. Seen:\n${transcript(chatter)}`,
        ),
      )
    }, withinMs)
    settle()
  })
}
