import type { Block } from './blocks/blocks'
import type { SlackFile } from './file'
import { shareFile } from './files'
import { allBlocks, type Content } from './messages'
import { ApiRefusal, withMessages } from './refusal'
import type { Channel, Message, Slack, Workspace } from './state'

const kinds = ['image/png', 'image/jpeg', 'image/gif']

/**
 * Refuses pictures that are no images, were deleted, are not complete, or are still being looked through.
 * https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
 * https://github.com/slackapi/java-slack-sdk/issues/1349
 */
export function requirePictures(slack: Slack, workspace: Workspace, content: Content): void {
  const messages = allBlocks(content).flatMap((block, at) => {
    const named = pictureOf(workspace, block)
    if (named === undefined || (named && isReady(slack, named) && kinds.includes(named.mediaType))) return []
    return [`[ERROR] invalid slack file [json-pointer:/blocks/${at}/slack_file]`]
  })
  if (messages.length > 0) throw new ApiRefusal('invalid_blocks', withMessages(messages))
}

/** Whoever reads the message may see its pictures; nobody else but the app may. */
export function sharePictures(workspace: Workspace, channel: Channel, content: Content): void {
  for (const block of allBlocks(content)) {
    const file = pictureOf(workspace, block)
    if (file && !isSharedIn(file, channel.id)) shareFile(workspace, file, channel)
  }
}

/** Files are never shared by an ephemeral message: https://github.com/slackapi/node-slack-sdk/issues/1790 */
export function seenPictures(workspace: Workspace, message: Message): { id: string; alt: string }[] {
  return allBlocks(message).flatMap((block) => {
    const file = pictureOf(workspace, block)
    const isVisible = file && !file.isDeleted && isSharedIn(file, message.channel)
    return isVisible && block.type === 'image' ? [{ id: file.id, alt: block.alt_text }] : []
  })
}

export const isReady = (slack: Slack, file: SlackFile) => !file.isDeleted && slack.clock.now() >= file.readyAt

const isSharedIn = ({ channels }: SlackFile, channelId: string) => channels.some(({ id }) => id === channelId)

/** Null where a block shows a file that Slack does not know; undefined where it shows none. */
function pictureOf(workspace: Workspace, block: Block): SlackFile | null | undefined {
  if (block.type !== 'image' || block.slack_file === undefined) return undefined
  const { id, url } = block.slack_file
  const files = [...workspace.files.values()]
  return files.find((file) => file.id === id || (url !== undefined && file.address === url)) ?? null
}
