import { useRef, useState } from 'react'
import type { SeenChannel } from '../../driver'
import { DiscordMessages } from '../discord/discord-messages'
import { SlackMessage } from '../slack/slack-message'
import { usePerson } from './person-context'
import { useStickToEnd } from './use-stick-to-end'

/** A channel, oldest message first, kept at the newest unless the reader has scrolled up. */
export function MessageList({ channel }: { channel: SeenChannel }) {
  const { platform } = usePerson()
  const box = useRef<HTMLDivElement>(null)
  const [dismissed, setDismissed] = useState<string[]>([])
  const messages = channel.messages.filter(({ id }) => !dismissed.includes(id))
  useStickToEnd(box)
  const dismiss = (id: string) => setDismissed((before) => [...before, id])
  return (
    <div
      className="messages"
      role="log"
      aria-label={`Messages in ${channel.name}`}
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div>
        {messages.length === 0 && <Welcome name={channel.name} />}
        {platform === 'slack' ? (
          messages.map((message) => <SlackMessage key={message.id} message={message} dismiss={dismiss} />)
        ) : (
          <DiscordMessages messages={messages} dismiss={dismiss} />
        )}
      </div>
    </div>
  )
}

function Welcome({ name }: { name: string }) {
  return (
    <p className="empty">
      This is the very beginning of <strong>{name}</strong>. Type <kbd>/</kbd> to see what the bot can do.
    </p>
  )
}
