import { Fragment } from 'react'
import type { SeenMessage } from '../../driver'
import { DayDivider } from '../chat/day-divider'
import { SlackMessage } from './slack-message'
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
      <SlackMessage message={message} dismiss={dismiss} />
    </Fragment>
  ))
}
