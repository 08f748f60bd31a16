import type { SeenMessage } from '../../driver'

/** https://docs.discord.com/developers/components/reference#component-object-component-types */
export const componentType = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  section: 9,
  textDisplay: 10,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
} as const

export interface DiscordComponent {
  type: number
  id: number
  custom_id?: string
  url?: string
  label?: string
  style?: number
  disabled?: boolean
  placeholder?: string
  content?: string
  accent_color?: number | null
  components?: DiscordComponent[]
  accessory?: DiscordComponent
  items?: { media: { attachment_id?: string }; description?: string | null }[]
  file?: { attachment_id?: string }
}

export interface DiscordEmbed {
  title?: string
  description?: string
  color?: number
  fields?: { name: string; value: string; inline?: boolean }[]
  footer?: { text: string }
}

export interface DiscordRaw {
  content: string
  timestamp: string
  flags: number
  author?: { id: string }
  /** Was started on this message. */
  thread?: { id: string; name: string; message_count: number }
  components: DiscordComponent[]
  embeds: DiscordEmbed[]
}

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const isLoading = ({ flags }: DiscordRaw) => (flags & (1 << 7)) !== 0

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const isOfComponents = ({ flags }: DiscordRaw) => (flags & (1 << 15)) !== 0

/** Discord's own message or modal object, as the sandbox hands it over. */
export function readDiscord(raw: unknown): DiscordRaw {
  return { content: '', timestamp: '', flags: 0, components: [], embeds: [], ...(raw as Partial<DiscordRaw>) }
}

export function cssColour(colour: number | null | undefined): string | undefined {
  return colour == null ? undefined : `#${colour.toString(16).padStart(6, '0')}`
}

export const sentAt = ({ raw }: SeenMessage) => Date.parse(readDiscord(raw).timestamp)

export const authorOf = ({ raw }: SeenMessage) => readDiscord(raw).author?.id
