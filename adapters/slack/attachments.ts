import { createHash } from 'node:crypto'
import type { types } from '@slack/bolt'
import { attachmentsOf, type Card } from '../../src/chat'

/** The picture and the files of a card, as Slack keeps them. */
export interface Uploaded {
  /** Differs with every byte of them; stands in the message as the id of its first block. */
  mark: string
  pictureId?: string
  fileIds: readonly string[]
}

export const idsOf = ({ pictureId, fileIds }: Uploaded): string[] => [
  ...(pictureId === undefined ? [] : [pictureId]),
  ...fileIds,
]

const markStart = 'attached-'

export function markOf(card: Card): string {
  const hash = createHash('sha256')
  for (const { name, bytes } of attachmentsOf(card)) hash.update(`${name}:${bytes.byteLength}:`).update(bytes)
  return markStart + hash.digest('hex').slice(0, 32)
}

/** A message as Slack gives it back. */
export interface ShownMessage {
  blocks?: readonly { type?: string; block_id?: string; slack_file?: { id?: string } }[]
  files?: readonly { id?: string }[]
}

/** What of ours a message shows; undefined where that is nothing but words. */
export function uploadedIn(message: ShownMessage): Uploaded | undefined {
  const { blocks = [] } = message
  const mark = blocks[0]?.block_id
  if (!mark?.startsWith(markStart)) return undefined
  const pictureId = blocks.find(({ type }) => type === 'image')?.slack_file?.id
  return {
    mark,
    ...(pictureId !== undefined && { pictureId }),
    fileIds: filesIn(message),
  }
}

export const filesIn = ({ files = [] }: ShownMessage): string[] => files.flatMap(({ id }) => id ?? [])

/** The picture of a card: https://docs.slack.dev/reference/block-kit/blocks/image-block */
export function pictureBlocks({ image }: Card, uploaded: Uploaded | undefined): types.ImageBlock[] {
  if (!image || uploaded?.pictureId === undefined) return []
  return [{ type: 'image', alt_text: image.alt, slack_file: { id: uploaded.pictureId } }]
}

/** Blocks of a message, to be sent again: Slack tells more of a picture than it takes. */
export const asSent = (blocks: readonly types.KnownBlock[]): types.KnownBlock[] =>
  blocks.map((block) => {
    if (block.type !== 'image' || !('slack_file' in block) || !('id' in block.slack_file)) return block
    const { type, block_id, alt_text, slack_file } = block
    return { type, ...(block_id && { block_id }), alt_text, slack_file: { id: slack_file.id } }
  })
