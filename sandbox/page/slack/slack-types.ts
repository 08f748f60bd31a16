import type { SeenMessage } from '../../driver'

interface PlainText {
  text: string
}

export interface SlackTextObject {
  type: 'mrkdwn' | 'plain_text'
  text: string
  verbatim?: boolean
}

export interface SlackImage {
  type: 'image'
  image_url?: string
  alt_text: string
}

/** Elements that a person can operate, as far as messages of bots use them. */
export interface SlackElement {
  type: 'button' | 'static_select' | 'external_select' | 'overflow'
  action_id?: string
  url?: string
  style?: 'primary' | 'danger'
  text?: PlainText
  placeholder?: PlainText
  options?: { text: PlainText; value: string }[]
  confirm?: { title: PlainText; text: PlainText; confirm: PlainText; deny: PlainText }
}

export interface SlackSection {
  type: 'section'
  text?: SlackTextObject
  fields?: SlackTextObject[]
  accessory?: SlackElement | SlackImage
}

/** https://docs.slack.dev/reference/block-kit/blocks */
export type SlackBlock = { block_id: string } & (
  | { type: 'actions'; elements: SlackElement[] }
  | { type: 'header'; text: PlainText }
  | { type: 'context'; elements: (SlackTextObject | SlackImage)[] }
  | SlackSection
  | { type: 'markdown'; text: string }
  | { type: 'image'; alt_text: string; slack_file?: { id?: string } }
  | { type: 'divider' | 'input' | 'rich_text' }
)

export interface SlackRaw {
  user?: string
  subtype?: string
  /** What the app says it is doing in the thread of this message: "is thinking…". */
  status?: string
  streaming_state?: 'in_progress' | 'completed'
  text: string
  blocks: SlackBlock[]
  attachments: { color?: string; text?: string; blocks?: SlackBlock[] }[]
}

/** Slack's own message or view object, as the sandbox hands it over. */
export function readSlack(raw: unknown): SlackRaw {
  return { text: '', blocks: [], attachments: [], ...(raw as Partial<SlackRaw>) }
}

export const mrkdwnSection = (text: string): SlackBlock => ({
  type: 'section',
  block_id: 'text',
  text: { type: 'mrkdwn', text },
})

/** A message's id is its time: https://docs.slack.dev/messaging/retrieving-messages */
export const sentAt = ({ id }: SeenMessage) => Number(id) * 1_000

/** https://docs.slack.dev/reference/methods/chat.startStream */
export const isGrowing = ({ raw }: SeenMessage) => readSlack(raw).streaming_state === 'in_progress'
