import type { Block } from 'slack-blocks-to-jsx'
import type { SlackBlock } from './slack-types'

/**
 * The block as slack-blocks-to-jsx has to get it to draw what Slack would. The library takes `verbatim` for "no markup
 * at all", where Slack means "no automatic links", and reads marks of other dialects that are plain text to Slack.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function drawable(block: SlackBlock): Block {
  return JSON.parse(JSON.stringify(block, (_, value) => (isMrkdwn(value) ? tame(value) : value)))
}

interface Mrkdwn {
  type: 'mrkdwn'
  text: string
}

const isMrkdwn = (value: unknown): value is Mrkdwn =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'mrkdwn'

const joiner = '\u2060'

function tame({ type, text }: Mrkdwn): Mrkdwn {
  const links = text.replaceAll('](', `]${joiner}(`)
  return { type, text: links.replace(/^(\s*)(?=#|[-+]\s|\d+[.)]\s)/gm, `$1${joiner}`) }
}
