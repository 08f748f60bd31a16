import type { SeenMessage } from '../../driver'
import { authorOf as discordAuthorOf } from '../discord/discord-types'
import { readSlack } from '../slack/slack-types'
import { reasonOf } from '../state/reason'
import { useSandbox } from '../state/use-sandbox'
import { usePerson } from './person-context'
import { useGo } from './use-go'

export interface MessageAction {
  label: string
  isGrave?: boolean
  run(): void
}

interface Callbacks {
  edit(): void
  fail(reason: string | undefined): void
}

/** What the person can do with a message: answer it, ask the bot about it, change their own. */
export function useMessageActions(message: SeenMessage, { edit, fail }: Callbacks): MessageAction[] {
  const { ask } = useSandbox()
  const { platform, userId, menu } = usePerson()
  const go = useGo()
  const { user, subtype } = readSlack(message.raw)
  if (message.private || subtype === 'tombstone') return []
  const at = { platform, as: userId, message: message.id }
  const attempt = (request: Parameters<typeof ask>[0]) => {
    fail(undefined)
    ask(request).catch((error) => fail(reasonOf(error)))
  }
  const remove = () => {
    if (window.confirm('Delete this message?')) attempt({ do: 'remove', ...at })
  }
  const isOwn = userId === (platform === 'slack' ? user : discordAuthorOf(message))
  const isRoot = platform === 'slack' && message.thread === undefined
  const reply = () => go({ channel: message.channel, thread: message.id })
  return [
    ...(isRoot ? [{ label: 'Reply in thread', run: reply }] : []),
    ...menu.map((label) => ({ label, run: () => attempt({ do: 'choose', ...at, label }) })),
    ...(isOwn
      ? [
          { label: 'Edit message', run: edit },
          { label: 'Delete message', isGrave: true, run: remove },
        ]
      : []),
  ]
}
