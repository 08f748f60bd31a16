import { Fragment } from 'react'
import type { SeenMessage } from '../../driver'
import { DayDivider } from '../chat/day-divider'
import { MessageFrame } from '../chat/message-frame'
import { SlackMessage } from './slack-message'
import { SlackThreadLink } from './slack-thread-link'
import { sentAt } from './slack-types'

interface Props {
  messages: SeenMessage[]
  dismiss(id: string): void
}

export function SlackMessages({ messages, dismiss }: Props) {
  const times = messages.map(sentAt)
  return messages.map((message, index) => (
    <Fragment key={message.id}>
      <DayDivider at={sentAt(message)} before={times[index - 1]} />
      <MessageFrame message={message} below={<SlackThreadLink message={message} />}>
        <SlackMessage message={message} dismiss={dismiss} />
      </MessageFrame>
    </Fragment>
  ))
}
