import { useState } from 'react'
import type { SeenChannel } from '../../driver'
import { reasonOf } from '../state/reason'
import { useSandbox } from '../state/use-sandbox'
import { usePerson } from './person-context'
import { useGo } from './use-go'

/** What is above the messages: the way out of Discord's threads, and Slack's assistant view of the bot. */
export function ChannelBar({ channel }: { channel: SeenChannel }) {
  const { platform, channels } = usePerson()
  const go = useGo()
  const parent = channels.find(({ id }) => id === channel.parent)
  if (parent)
    return (
      <header className="bar">
        <button type="button" onClick={() => go({ channel: parent.id })}>
          <span aria-hidden="true">←</span> Back to {parent.name}
        </button>
        <strong>{channel.name.replace(/^#/, '')}</strong>
      </header>
    )
  return platform === 'slack' && channel.direct ? <AssistantBar channel={channel} /> : null
}

function AssistantBar({ channel }: { channel: SeenChannel }) {
  const { ask } = useSandbox()
  const { platform, userId } = usePerson()
  const go = useGo()
  const [failure, setFailure] = useState<string>()
  const open = async () => {
    setFailure(undefined)
    try {
      const { thread } = await ask({ do: 'openAssistant', platform, as: userId })
      if (thread !== undefined) go({ channel: channel.id, thread })
    } catch (error) {
      setFailure(reasonOf(error))
    }
  }
  return (
    <header className="bar">
      <button type="button" onClick={open}>
        <span aria-hidden="true">✦</span> Assistant
      </button>
      <span role={failure && 'alert'}>{failure ?? 'begins a new conversation, with something to ask'}</span>
    </header>
  )
}
