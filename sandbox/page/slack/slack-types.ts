interface PlainText {
  text: string
}

/** Elements that a person can operate, as far as messages of bots use them. */
export interface SlackElement {
  type: string
  action_id?: string
  url?: string
  style?: 'primary' | 'danger'
  text?: PlainText
  placeholder?: PlainText
  options?: { text: PlainText; value: string }[]
  confirm?: { title: PlainText; text: PlainText; confirm: PlainText; deny: PlainText }
}

export interface SlackBlock {
  type: string
  block_id: string
  elements?: SlackElement[]
  accessory?: SlackElement
}

export interface SlackRaw {
  text: string
  blocks: SlackBlock[]
  attachments: { color?: string; text?: string; blocks?: SlackBlock[] }[]
}

/** Slack's own message or view object, as the sandbox hands it over. */
export function readSlack(raw: unknown): SlackRaw {
  return { text: '', blocks: [], attachments: [], ...(raw as Partial<SlackRaw>) }
}

export const mrkdwnSection = (text: string): SlackBlock =>
  ({ type: 'section', block_id: 'text', text: { type: 'mrkdwn', text } }) as SlackBlock
