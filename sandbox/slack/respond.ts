import { appAuthor } from './app'
import { readContent } from './content'
import type { Json } from './json'
import { addMessage, editMessage, findMessage, removeMessage } from './messages'
import { requirePictures, sharePictures } from './pictures'
import type { ResponseTarget } from './response-urls'
import type { Slack } from './state'
import { channelOf, workspaceOf } from './workspace'

/** Carries out what the app answered, there or in its acknowledgement; throws `ApiRefusal` like a method. */
export function respond(slack: Slack, target: ResponseTarget, body: Json): void {
  const workspace = workspaceOf(slack, target.teamId)
  const channel = channelOf(workspace, target.channelId)
  const original = target.messageTs === undefined ? undefined : findMessage(channel, target.messageTs)
  if (isTrue(body.delete_original)) {
    if (original) removeMessage(slack, channel, original.ts)
    return
  }
  const content = readContent(body)
  requirePictures(slack, workspace, content)
  if (isTrue(body.replace_original) && original) {
    if (original.onlyFor === undefined) sharePictures(workspace, channel, content)
    editMessage(slack, channel, original.ts, content)
    return
  }
  const isPublic = body.response_type === 'in_channel'
  if (isPublic) sharePictures(workspace, channel, content)
  const threadTs = typeof body.thread_ts === 'string' ? { threadTs: body.thread_ts } : {}
  addMessage(slack, channel, {
    ...content,
    ...appAuthor(slack.app),
    ...threadTs,
    ...(isPublic ? {} : { onlyFor: target.userId }),
  })
}

const isTrue = (value: unknown) => value === true || value === 'true'
