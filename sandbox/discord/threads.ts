import { channelPayload } from './channel-payload'
import { addChannel } from './channels'
import { type Context, changed } from './context'
import { memberPayload } from './payloads'
import { channelType, messageFlag, messageType } from './protocol'
import { blankMessage } from './stored-message'
import type { Channel, Thread } from './types'

const minuteMs = 60_000
const defaultAutoArchiveMinutes = 1_440

export interface NewThread {
  parent: Channel
  name: string
  ownerId: string
  /** A thread on a message has the id of the message. */
  onMessage?: string
  type?: number | null | undefined
  autoArchiveMinutes?: number | null | undefined
}

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
export function startThread(context: Context, wanted: NewThread): Channel {
  const { parent, name, ownerId, onMessage } = wanted
  const now = context.clock.now()
  const thread: Channel & { thread: Thread } = {
    id: onMessage ?? context.nextId(),
    type: wanted.type ?? channelType.publicThread,
    name,
    ...(parent.guildId !== undefined && { guildId: parent.guildId }),
    messages: new Map(),
    thread: {
      parentId: parent.id,
      ownerId,
      members: new Map([[ownerId, now]]),
      archived: false,
      locked: false,
      autoArchiveMinutes: wanted.autoArchiveMinutes ?? defaultAutoArchiveMinutes,
      createdAt: now,
      archiveChangedAt: now,
      activeAt: now,
      sent: 0,
    },
  }
  addChannel(context, thread)
  if (onMessage !== undefined) putStarter(context, thread, onMessage)
  const payload = { ...channelPayload(context, thread), newly_created: true }
  context.dispatch('THREAD_CREATE', payload, thread.guildId)
  changed(context)
  return thread
}

/**
 * The first message of a thread on a message only points to it.
 * https://docs.discord.com/developers/topics/threads#new-message-types
 */
function putStarter(context: Context, thread: Channel & { thread: Thread }, rootId: string): void {
  const { ownerId: authorId, parentId } = thread.thread
  const root = context.channels.get(parentId)?.messages.get(rootId)
  if (!root) return
  root.threadId = thread.id
  root.flags |= messageFlag.hasThread
  const starter = blankMessage(context, { channelId: thread.id, authorId, type: messageType.threadStarter })
  starter.reference = { channelId: parentId, messageId: rootId }
  thread.messages.set(starter.id, starter)
}

/** Tells the bot about somebody who comes or goes. https://docs.discord.com/developers/events/gateway-events#thread-members-update */
export function joinThread(context: Context, channel: Channel, userId: string): void {
  const { thread, guildId } = channel
  if (!thread || thread.members.has(userId)) return
  thread.members.set(userId, context.clock.now())
  const member = guildId === undefined ? undefined : context.guilds.get(guildId)?.members.get(userId)
  const added = {
    ...threadMemberPayload(channel, userId),
    ...(member && { member: memberPayload(context, member) }),
    presence: null,
  }
  tellMembers(context, channel, { added_members: [added] })
}

export function leaveThread(context: Context, channel: Channel, userId: string): void {
  if (channel.thread?.members.delete(userId)) tellMembers(context, channel, { removed_member_ids: [userId] })
}

function tellMembers(context: Context, { id, guildId, thread }: Channel, what: object): void {
  const data = { id, guild_id: guildId, member_count: Math.min(thread?.members.size ?? 0, 50), ...what }
  context.dispatch('THREAD_MEMBERS_UPDATE', data, guildId)
  changed(context)
}

/** https://docs.discord.com/developers/resources/channel#thread-member-object */
export function threadMemberPayload({ id, thread }: Channel, userId: string) {
  const joinedAt = thread?.members.get(userId) ?? 0
  return { id, user_id: userId, join_timestamp: new Date(joinedAt).toISOString(), flags: 0 }
}

export function setArchived(context: Context, channel: Channel, archived: boolean): void {
  const { thread } = channel
  if (!thread || thread.archived === archived) return
  thread.archived = archived
  thread.archiveChangedAt = context.clock.now()
  if (!archived) thread.activeAt = context.clock.now()
  tellUpdate(context, channel)
}

export function tellUpdate(context: Context, channel: Channel): void {
  context.dispatch('THREAD_UPDATE', channelPayload(context, channel), channel.guildId)
  changed(context)
}

/**
 * Writing in a thread wakes it up and makes the writer a member.
 * https://docs.discord.com/developers/topics/threads#active-&-archived-threads
 */
export function noteMessage(context: Context, channel: Channel, authorId: string): void {
  const { thread } = channel
  if (!thread) return
  setArchived(context, channel, false)
  joinThread(context, channel, authorId)
  thread.activeAt = context.clock.now()
  thread.sent += 1
}

/** "Threads automatically archive after a period of inactivity"; looked at whenever the clock is moved. */
export function archiveIdle(context: Context): void {
  const now = context.clock.now()
  for (const channel of context.channels.values()) {
    const { thread } = channel
    if (thread && now - thread.activeAt >= thread.autoArchiveMinutes * minuteMs)
      setArchived(context, channel, true)
  }
}
