import type { Block } from './blocks/blocks'

/** A message that grows: https://docs.slack.dev/reference/methods/chat.startStream */
export interface StreamState {
  isOpen: boolean
  /** Settled by the first content; the other kind is refused from then on. */
  mode?: 'markdown_text' | 'chunks'
  parts: StreamPart[]
}

export type StreamPart =
  | { kind: 'markdown'; text: string }
  | { kind: 'task'; id: string; title: string; status: string }
  | { kind: 'plan'; title: string }
  | { kind: 'blocks'; blocks: Block[] }

/** The parts with one more: text continues text, a task or a plan takes the place of what it was before. */
export function addPart(parts: StreamPart[], part: StreamPart): StreamPart[] {
  const last = parts.at(-1)
  if (part.kind === 'markdown' && last?.kind === 'markdown') {
    return [...parts.slice(0, -1), { ...last, text: last.text + part.text }]
  }
  const at = parts.findIndex((each) => isSame(each, part))
  return at < 0 ? [...parts, part] : parts.with(at, part)
}

function isSame(before: StreamPart, after: StreamPart): boolean {
  if (before.kind === 'task' && after.kind === 'task') return before.id === after.id
  return before.kind === 'plan' && after.kind === 'plan'
}

export const markdownOf = (parts: StreamPart[]) =>
  parts.flatMap((part) => (part.kind === 'markdown' ? [part.text] : [])).join('\n')

/** What the message shows while, and after, it grows. */
export const streamBlocks = (parts: StreamPart[]): Block[] =>
  parts.flatMap((part, at) => partBlocks(part, `stream-${at}`))

function partBlocks(part: StreamPart, block_id: string): Block[] {
  switch (part.kind) {
    case 'markdown':
      return part.text === '' ? [] : [{ type: 'markdown', block_id, text: part.text }]
    case 'blocks':
      return part.blocks
    case 'plan':
      return [{ type: 'header', block_id, text: { type: 'plain_text', text: part.title } }]
    case 'task':
      return [{ type: 'context', block_id, elements: [{ type: 'plain_text', text: taskLine(part) }] }]
  }
}

const signs: Record<string, string> = { complete: '✓', error: '✗', in_progress: '…', pending: '·' }

const taskLine = ({ title, status }: { title: string; status: string }) => `${signs[status] ?? ''} ${title}`
