import { z } from 'zod'
import { readBlocks } from './content'
import type { Json } from './json'
import { ApiRefusal } from './refusal'
import type { StreamPart, StreamState } from './stream'
import { addPart, markdownOf } from './stream'

/** https://docs.slack.dev/reference/methods/chat.appendStream#using-the-chunks-parameter */
const chunk = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown_text'), text: z.string() }),
  z.strictObject({
    type: z.literal('task_update'),
    id: z.string().min(1),
    title: z.string().min(1).max(256),
    status: z.enum(['pending', 'in_progress', 'complete', 'error']),
    details: z.string().optional(),
    output: z.string().optional(),
    sources: z.array(z.record(z.string(), z.unknown())).optional(),
  }),
  z.strictObject({ type: z.literal('plan_update'), title: z.string().min(1).max(256) }),
  z.strictObject({ type: z.literal('blocks'), blocks: z.array(z.unknown()).min(1).max(50) }),
])

/**
 * Of one call, and of the whole message: the pages give it for a call and for the markdown of a message.
 * https://docs.slack.dev/reference/block-kit/blocks/markdown-block
 */
const maxMarkdownLength = 12_000

/** The stream with what a call adds to it; refuses content that is too long or of the other kind. */
export function growStream(stream: StreamState, args: Json): StreamState {
  const { markdown_text, chunks } = args
  const mode = modeOf(args)
  if (mode === undefined) return stream
  if (stream.mode !== undefined && stream.mode !== mode) throw new ApiRefusal('streaming_mode_mismatch')
  const added: StreamPart[] =
    mode === 'chunks' ? readChunks(chunks) : [{ kind: 'markdown', text: String(markdown_text) }]
  const parts = added.reduce(addPart, stream.parts)
  if (markdownOf(parts).length > maxMarkdownLength) throw new ApiRefusal('msg_too_long')
  return { ...stream, mode, parts }
}

export function modeOf({ markdown_text, chunks }: Json): StreamState['mode'] {
  const hasText = typeof markdown_text === 'string' && markdown_text !== ''
  const hasChunks = chunks !== undefined && !(Array.isArray(chunks) && chunks.length === 0)
  if (hasText && hasChunks) throw new ApiRefusal('cannot_provide_both_markdown_text_and_chunks')
  if (hasText) return 'markdown_text'
  return hasChunks ? 'chunks' : undefined
}

function readChunks(raw: unknown): StreamPart[] {
  const parsed = z.array(chunk).safeParse(raw)
  if (!parsed.success) throw new ApiRefusal('invalid_chunks')
  return parsed.data.map(readChunk)
}

function readChunk(each: z.infer<typeof chunk>): StreamPart {
  switch (each.type) {
    case 'markdown_text':
      return { kind: 'markdown', text: each.text }
    case 'task_update':
      return { kind: 'task', id: each.id, title: each.title, status: each.status }
    case 'plan_update':
      return { kind: 'plan', title: each.title }
    case 'blocks':
      return { kind: 'blocks', blocks: readBlocks(each.blocks) }
  }
}
