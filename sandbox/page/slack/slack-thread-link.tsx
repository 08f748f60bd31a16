import type { SeenMessage } from '../../driver'
import { usePerson } from '../chat/person-context'
import { repliesTo } from '../chat/replies-to'
import { ThreadLink } from '../chat/thread-link'
import { isGrowing, readSlack } from './slack-types'

/** "2 replies" below the message that was answered, or what is going on there. */
export function SlackThreadLink({ message }: { message: SeenMessage }) {
  const { channels } = usePerson()
  const { channel, id, raw, thread } = message
  const replies = repliesTo(
    message,
    channels.find((each) => each.id === channel),
  )
  const { status, subtype } = readSlack(raw)
  const isAssistant = subtype === 'assistant_app_thread'
  if (thread !== undefined || (replies.length === 0 && !status && !isAssistant)) return null
  const busy = replies.some(isGrowing) ? 'is answering …' : status
  return (
    <ThreadLink to={{ channel, thread: id }}>
      {replies.length === 0
        ? 'Open thread'
        : `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`}
      {busy && <em> · Rolecall {busy}</em>}
    </ThreadLink>
  )
}
