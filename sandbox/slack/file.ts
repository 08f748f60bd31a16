/** A file that Slack keeps; changes replace the object, as with messages. */
export interface SlackFile {
  id: string
  name: string
  title: string
  mediaType: string
  bytes: Uint8Array
  user: string
  /** The team of whoever uploaded it. */
  userTeam: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** Where it was shared. */
  channels: { id: string; direct: boolean }[]
  /** Needs the bot token: https://docs.slack.dev/reference/objects/file-object#authentication */
  address: string
  downloadAddress: string
  isDeleted: boolean
  /** Looked through by then: what an app uploads is described, and can be shown in blocks, a moment later. */
  readyAt: number
}

/** A file as somebody hands it over. */
export interface FileDraft {
  id?: string
  name: string
  title?: string
  mediaType?: string | undefined
  bytes: Uint8Array
  user: string
  processingMs?: number
}
