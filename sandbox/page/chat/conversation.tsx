import { useState } from 'react'
import type { SeenChannel, SeenMessage } from '../../driver'
import type { ListedCommand } from '../../protocol'
import { ChannelBar } from './channel-bar'
import { Composer } from './composer'
import { MessageList } from './message-list'
import { usePerson } from './person-context'

interface Props {
  channel: SeenChannel
  commands: ListedCommand[]
}

/** A channel with its message box. */
export function Conversation({ channel, commands }: Props) {
  const { platform, channels } = usePerson()
  const [sent, setSent] = useState(0)
  const name = channel.parent === undefined ? channel.name : channel.name.replace(/^#/, '')
  return (
    <div className="conversation">
      <ChannelBar channel={channel} />
      <MessageList
        key={channel.id}
        label={`Messages in ${name}`}
        messages={shownIn(channel, channels)}
        sent={sent}
        box={platform}
      >
        <p className="empty">
          This is the very beginning of <strong>{name}</strong>. Type <kbd>/</kbd> to see what the bot can do.
        </p>
      </MessageList>
      <Composer
        box={platform}
        label={`Message ${name}`}
        channel={channel}
        commands={commands}
        onSend={() => setSent(sent + 1)}
      />
    </div>
  )
}

/**
 * Slack's answers in a thread stand in their thread only; a thread of Discord begins with the message that it was
 * started on, of which it has the id.
 */
function shownIn({ id, parent, messages }: SeenChannel, channels: SeenChannel[]): SeenMessage[] {
  if (parent !== undefined) {
    const above = channels.find((channel) => channel.id === parent)?.messages ?? []
    return [...above.filter((message) => message.id === id), ...messages]
  }
  const ids = new Set(messages.map((message) => message.id))
  return messages.filter(({ thread }) => thread === undefined || !ids.has(thread))
}
