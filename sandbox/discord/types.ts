import type { StoredFile } from './stored-file'

/** What the sandbox remembers. Field names follow the API where the object is also sent. */
export type Json = { [key: string]: unknown }

export interface User {
  id: string
  username: string
  global_name: string
  bot: boolean
  email: string
  verified: boolean
  locale: string
  timeZone: string
}

export interface Role {
  id: string
  name: string
  permissions: bigint
  position: number
  /** Belongs to a bot; nobody can give or delete it. */
  managed: boolean
  /** Everybody may notify its members. */
  mentionable: boolean
}

export interface Member {
  userId: string
  nick: string | null
  roles: string[]
  joinedAt: string
}

export interface Guild {
  id: string
  name: string
  ownerId: string
  locale: string
  roles: Map<string, Role>
  members: Map<string, Member>
  channels: Map<string, Channel>
  /** When the bot was added; undefined while it is not in the guild. */
  botJoinedAt?: string | undefined
}

export interface Channel {
  id: string
  type: number
  name: string
  guildId?: string
  /** Direct messages: the person at the other end. */
  recipientId?: string
  thread?: Thread
  lastMessageId?: string
  /** Message ids by the nonces that must not repeat. */
  nonces?: Map<string | number, string>
  messages: Map<string, StoredMessage>
}

/** What threads have beside other channels; moments in milliseconds since 1970. */
export interface Thread {
  parentId: string
  /** Who started it. */
  ownerId: string
  /** Who takes part, and since when. */
  members: Map<string, number>
  archived: boolean
  locked: boolean
  autoArchiveMinutes: number
  createdAt: number
  /** When it was last archived or woken up, or its duration changed. */
  archiveChangedAt: number
  activeAt: number
  /** Messages ever sent, deleted ones included. */
  sent: number
}

export interface Option {
  label: string
  value: string
  description?: string | null
  default?: boolean | null
}

/** https://docs.discord.com/developers/components/reference#unfurled-media-item */
export interface Media extends Json {
  url: string
  attachment_id?: string
}

export interface Component {
  type: number
  id?: number | null
  custom_id?: string | null
  components?: Component[]
  component?: Component
  accessory?: Component
  content?: string
  style?: number
  label?: string | null
  description?: string | null
  emoji?: { name?: string | null } | null
  url?: string | null
  sku_id?: string | null
  disabled?: boolean | null
  placeholder?: string | null
  options?: Option[]
  default?: boolean | null
  default_values?: { id: string; type: string }[] | null
  min_values?: number | null
  max_values?: number | null
  required?: boolean | null
  file_types?: string[] | null
  value?: string | null
  min_length?: number | null
  max_length?: number | null
  items?: { media: Media; description?: string | null }[]
  media?: Media
  file?: Media
  /** Files only: told by the platform. */
  name?: string
  size?: number
}

export interface Embed {
  title?: string | null
  description?: string | null
  timestamp?: string | null
  author?: { name?: string | null } | null
  footer?: { text?: string | null } | null
  fields?: { name: string; value: string }[] | null
}

export interface AllowedMentions {
  parse?: (string | null)[] | null
  users?: (string | null)[] | null
  roles?: (string | null)[] | null
  replied_user?: boolean | null
}

/** Body of any request that writes a message. */
export interface MessageRequest {
  content?: string | null
  embeds?: Embed[] | null
  components?: Component[] | null
  flags?: number | null
  allowed_mentions?: AllowedMentions | null
  attachments?: { id: string | number; filename?: string | null; description?: string | null }[] | null
  sticker_ids?: string[] | null
  poll?: Json | null
  message_reference?: {
    message_id?: string
    channel_id?: string | null
    fail_if_not_exists?: boolean | null
  } | null
  nonce?: string | number | null
  enforce_nonce?: boolean | null
}

export interface AnsweredInteraction {
  id: string
  type: number
  name?: string
  userId: string
  /** Commands from the menu of a person or a message. */
  targetUserId?: string
  targetMessageId?: string
}

export interface StoredMessage {
  id: string
  channelId: string
  authorId: string
  type: number
  content: string
  embeds: Embed[]
  components: Component[]
  attachments: StoredFile[]
  flags: number
  timestamp: string
  editedTimestamp: string | null
  /** Whom the text mentions now, in the same form as `pings`. */
  mentions: string[]
  /** Who was notified when it was sent: user ids, 'everyone', 'here', 'role:<id>'. */
  pings: string[]
  /** Ephemeral messages: the one person who sees it. */
  seenBy?: string
  /** The interaction token that may edit it through the webhook routes. */
  token?: string
  interaction?: AnsweredInteraction
  /** The message it replies to, or that a thread starts from. */
  reference?: { channelId: string; messageId: string }
  nonce?: string | number
  threadId?: string
  /** The platform's own notice to one person; no API call can see it. */
  notice?: true
}

export interface Modal {
  custom_id: string
  title: string
  components: Component[]
}
