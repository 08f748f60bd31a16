import type { ChosenFile } from '../driver'
import { keepFile, removeFile, shareFile } from './files'
import type { Actor } from './interactions'
import { sendFileDeleted, sendMessageChanged, sendMessageEvents } from './message-events'
import { addMessage, editMessage, removeMessage } from './messages'
import { type MessagePlace, messagePlace } from './place'
import { readMessage } from './read-message'
import type { Channel } from './state'
import { compose } from './text'

/** Writes a message, with files where there are any, into a channel or below a message of it. */
export async function say(
  { slack, workspace, user }: Actor,
  channel: Channel,
  typed: string,
  more: { files?: ChosenFile[]; thread?: string } = {},
): Promise<void> {
  const files = (more.files ?? []).map(({ name, bytes, mediaType }) => {
    const file = keepFile(slack, workspace, { name, bytes, mediaType, user: user.id })
    return shareFile(workspace, file, channel)
  })
  const message = addMessage(slack, channel, {
    user: user.id,
    text: compose(workspace, typed),
    ...(files.length > 0 ? { files } : {}),
    ...(more.thread === undefined ? {} : { threadTs: more.thread }),
    ...(user.bot ? { botId: `B${user.id.slice(1)}` } : {}),
  })
  await sendMessageEvents(slack, workspace, channel, message)
}

export async function editOwn(actor: Actor, messageId: string, typed: string): Promise<void> {
  const { slack, workspace } = actor
  const { channel, message } = ownMessage(actor, messageId)
  const after = editMessage(slack, channel, message.ts, { text: compose(workspace, typed) })
  await sendMessageChanged(slack, workspace, channel, { before: message, after })
}

export async function removeOwn(actor: Actor, messageId: string): Promise<void> {
  const { channel, message } = ownMessage(actor, messageId)
  const removal = removeMessage(actor.slack, channel, message.ts)
  if (removal) await sendMessageChanged(actor.slack, actor.workspace, channel, removal)
}

export async function removeOwnFile({ slack, workspace, user }: Actor, fileId: string): Promise<void> {
  if (workspace.files.get(fileId)?.user !== user.id) throw new Error(`${fileId} is not ${user.name}'s`)
  removeFile(slack, workspace, fileId)
  await sendFileDeleted(slack, workspace, fileId)
}

/** Throws an Error for a file that stands in no message which the person sees. */
export function openFile({ workspace, user }: Actor, fileId: string): ChosenFile {
  const seen = [...workspace.channels.values()]
    .filter(({ members }) => members.has(user.id))
    .flatMap(({ messages }) => messages.filter(({ onlyFor = user.id }) => onlyFor === user.id))
    .map((message) => readMessage(workspace, message))
  const isShown = seen.some(({ files = [], pictures = [] }) =>
    [...files, ...pictures].some(({ id }) => id === fileId),
  )
  const file = workspace.files.get(fileId)
  if (!isShown || !file) throw new Error(`${user.name} sees no file ${fileId}`)
  return { name: file.name, bytes: file.bytes, mediaType: file.mediaType }
}

function ownMessage(actor: Actor, messageId: string): MessagePlace {
  const place = messagePlace(actor, messageId)
  if (place.message.user !== actor.user.id) throw new Error(`${messageId} is not ${actor.user.name}'s`)
  return place
}
