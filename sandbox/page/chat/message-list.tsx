import { type ReactNode, useRef, useState } from 'react'
import type { SeenMessage } from '../../driver'
import { DiscordMessages } from '../discord/discord-messages'
import { SlackMessages } from '../slack/slack-messages'
import type { Box } from '../state/sandbox-state'
import { usePerson } from './person-context'
import { useStickToEnd } from './use-stick-to-end'

interface Props {
  label: string
  /** Oldest first. */
  messages: SeenMessage[]
  /** Grows whenever the person sends something. */
  sent: number
  /** The message box below. */
  box: Box
  /** What there is instead of messages. */
  children?: ReactNode
}

/** Messages, kept at the newest unless the reader has scrolled up. */
export function MessageList({ label, messages, sent, box, children }: Props) {
  const { platform } = usePerson()
  const list = useRef<HTMLDivElement>(null)
  const [dismissed, setDismissed] = useState<string[]>([])
  const shown = messages.filter(({ id }) => !dismissed.includes(id))
  useStickToEnd(list, sent)
  const dismiss = (id: string) => setDismissed((before) => [...before, id])
  const skip = () => document.getElementById(`${box}-box`)?.focus()
  const Messages = platform === 'slack' ? SlackMessages : DiscordMessages
  return (
    <>
      <button type="button" className="skip" onClick={skip}>
        Skip to the message box
      </button>
      <div
        className="messages"
        role="log"
        aria-label={label}
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <div>
          {shown.length === 0 && children}
          <Messages messages={shown} dismiss={dismiss} />
        </div>
      </div>
    </>
  )
}
