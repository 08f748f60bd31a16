import type { SeenMessage } from '../../driver'
import { ThreadLink } from '../chat/thread-link'
import { readDiscord } from './discord-types'

/** The thread that was started on a message. */
export function DiscordThreadLink({ message }: { message: SeenMessage }) {
  const { thread } = readDiscord(message.raw)
  if (!thread) return null
  const { id, name, message_count: count } = thread
  return (
    <ThreadLink to={{ channel: id }}>
      <span aria-hidden="true">↳</span> {name} · {count} {count === 1 ? 'message' : 'messages'}
    </ThreadLink>
  )
}
