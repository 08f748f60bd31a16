import type { Context } from '../context'
import { discordError, FormErrors } from '../errors'
import { may } from '../permissions'
import { checkSchema } from '../schemas'
import { setArchived, tellUpdate } from '../threads'
import type { Channel, Thread } from '../types'

interface Changes {
  name?: string | null
  archived?: boolean | null
  locked?: boolean | null
  auto_archive_duration?: number | null
}

/** https://docs.discord.com/developers/topics/threads#editing-&-deleting-threads */
export function editThread(context: Context, channel: Channel, thread: Thread, body: unknown): void {
  checkSchema('UpdateThreadRequestPartialSchema', body)
  const changes = (body ?? {}) as Changes
  checkRights(context, channel, thread, changes)
  if (changes.name === '') {
    const errors = new FormErrors()
    errors.add(['name'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')
    errors.throwIfAny()
  }
  if (thread.archived && changes.archived !== false) throw discordError('archivedThread')
  channel.name = changes.name ?? channel.name
  thread.locked = changes.locked ?? thread.locked
  if (changes.auto_archive_duration != null) {
    thread.autoArchiveMinutes = changes.auto_archive_duration
    thread.activeAt = context.clock.now()
    thread.archiveChangedAt = context.clock.now()
  }
  const willTell = changes.archived != null && changes.archived !== thread.archived
  if (willTell) setArchived(context, channel, changes.archived ?? false)
  else tellUpdate(context, channel)
}

function checkRights(context: Context, channel: Channel, thread: Thread, changes: Changes): void {
  const { botUserId } = context
  if (may(context, channel, botUserId, 'manageThreads')) return
  if (changes.locked != null) throw discordError('missingPermissions')
  const onlyWakes = changes.archived === false && Object.keys(changes).length === 1
  if (onlyWakes && thread.locked) throw discordError('lockedThread')
  const isAllowed = thread.ownerId === botUserId || (onlyWakes && thread.members.has(botUserId))
  if (!isAllowed) throw discordError('missingPermissions')
}
