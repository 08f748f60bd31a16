import type { Block } from './blocks/blocks'
import { isFileInput } from './blocks/file-inputs'
import { checkBlocks, checkView, isRecord } from './blocks/validate'
import type { Json } from './json'
import type { Content } from './messages'
import { ApiRefusal, withMessages } from './refusal'
import type { Attachment, ViewSource } from './state'

/** Longer texts are refused: https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
const maxTextLength = 40_000

/** The text, blocks and attachments of an app's message, or the refusal that Slack documents. */
export function readContent(args: Json): Content {
  const text = typeof args.text === 'string' ? args.text : ''
  const blocks = present(args.blocks) ? readBlocks(args.blocks) : undefined
  const attachments = Array.isArray(args.attachments) ? args.attachments.map(readAttachment) : undefined
  if (text === '' && !blocks?.length && !attachments?.length) throw new ApiRefusal('no_text')
  if (text.length > maxTextLength) throw new ApiRefusal('msg_too_long')
  return { text, ...(blocks ? { blocks } : {}), ...(attachments ? { attachments } : {}) }
}

export function readBlocks(raw: unknown): Block[] {
  if (!Array.isArray(raw)) throw new ApiRefusal('invalid_blocks_format')
  const checked = checkBlocks(raw)
  if ('messages' in checked) throw new ApiRefusal('invalid_blocks', withMessages(checked.messages))
  return checked.value
}

function readAttachment(raw: unknown): Attachment {
  if (!isRecord(raw)) throw new ApiRefusal('invalid_attachments')
  const texts = (['color', 'fallback', 'text'] as const).flatMap((key) =>
    typeof raw[key] === 'string' ? [[key, raw[key]]] : [],
  )
  return { ...Object.fromEntries(texts), ...(present(raw.blocks) ? { blocks: readBlocks(raw.blocks) } : {}) }
}

export function readView(raw: unknown, kind: 'modal' | 'home', scopes: string[]): ViewSource {
  const checked = checkView(raw, kind)
  if ('messages' in checked) throw new ApiRefusal('invalid_arguments', withMessages(checked.messages))
  // https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
  if (checked.value.blocks.some(isFileInput) && !scopes.includes('files:read')) {
    throw new ApiRefusal('missing_scope', { needed: 'files:read', provided: scopes.join(',') })
  }
  // https://docs.slack.dev/reference/methods/views.open#errors
  if (JSON.stringify(checked.value).length > 250_000) throw new ApiRefusal('view_too_large')
  return checked.value
}

const present = (value: unknown) => value !== undefined && value !== null && value !== ''
