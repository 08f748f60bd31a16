import { useState } from 'react'
import type { SeenChannel, SeenMessage } from '../../driver'
import { readSlack } from '../slack/slack-types'
import { Composer } from './composer'
import { MessageList } from './message-list'
import { repliesTo } from './replies-to'
import { useGo } from './use-go'

interface Props {
  channel: SeenChannel
  root: SeenMessage
}

/** A thread of Slack, beside its channel or in its place. Slack takes no commands here. */
export function ThreadPane({ channel, root }: Props) {
  const go = useGo()
  const [sent, setSent] = useState(0)
  const { status } = readSlack(root.raw)
  return (
    <section className="thread" aria-label="Thread">
      <header className="bar">
        <button type="button" onClick={() => go({ channel: channel.id })}>
          <span aria-hidden="true">←</span> Back to {channel.name}
        </button>
        <strong>Thread</strong>
      </header>
      <MessageList
        label={`Thread in ${channel.name}`}
        messages={[root, ...repliesTo(root, channel)]}
        sent={sent}
        box="slack-thread"
      />
      <p className="status" role="status">
        {status && `Rolecall ${status}`}
      </p>
      <Composer
        box="slack-thread"
        label="Reply in the thread"
        channel={channel}
        thread={root.id}
        commands={[]}
        onSend={() => setSent(sent + 1)}
      />
    </section>
  )
}
