import { useRef, useState } from 'react'
import type { SeenChannel } from '../../driver'
import { DiscordMessages } from '../discord/discord-messages'
import { SlackMessages } from '../slack/slack-messages'
import { usePerson } from './person-context'
import { useStickToEnd } from './use-stick-to-end'

interface Props {
  channel: SeenChannel
  /** Grows whenever the person sends something. */
  sent: number
}

/** A channel, oldest message first, kept at the newest unless the reader has scrolled up. */
export function MessageList({ channel, sent }: Props) {
  const { platform } = usePerson()
  const box = useRef<HTMLDivElement>(null)
  const [dismissed, setDismissed] = useState<string[]>([])
  const messages = channel.messages.filter(({ id }) => !dismissed.includes(id))
  useStickToEnd(box, sent)
  const dismiss = (id: string) => setDismissed((before) => [...before, id])
  const skip = () => document.getElementById(`${platform}-box`)?.focus()
  const Messages = platform === 'slack' ? SlackMessages : DiscordMessages
  return (
    <>
      <button type="button" className="skip" onClick={skip}>
        Skip to the message box
      </button>
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
          <Messages messages={messages} dismiss={dismiss} />
        </div>
      </div>
    </>
  )
}

function Welcome({ name }: { name: string }) {
  return (
    <p className="empty">
      This is the very beginning of <strong>{name}</strong>. Type <kbd>/</kbd> to see what the bot can do.
    </p>
  )
}
