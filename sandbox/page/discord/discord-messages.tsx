import '@skyra/discord-components-core/discord-messages.js'
import '@skyra/discord-components-core/discord-message.js'
import { Fragment } from 'react'
import type { SeenMessage } from '../../driver'
import { avatarPicture } from '../chat/avatar'
import { DayDivider } from '../chat/day-divider'
import { FileList } from '../chat/file-list'
import { MessageFrame } from '../chat/message-frame'
import { usePerson } from '../chat/person-context'
import { useDark } from '../state/use-dark'
import { DiscordComponentView } from './discord-component'
import { DiscordEmbedView } from './discord-embed'
import { DiscordText } from './discord-text'
import { DiscordThreadLink } from './discord-thread-link'
import { isLoading, isOfComponents, readDiscord, sentAt } from './discord-types'
import { makeReadable } from './readable'

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

interface Props {
  messages: SeenMessage[]
  dismiss(id: string): void
}

/** The frame of each message is drawn by @skyra/discord-components-core, components and embeds by ourselves. */
export function DiscordMessages({ messages, dismiss }: Props) {
  const isDark = useDark()
  const times = messages.map(sentAt)
  return (
    // Drawn anew: the library's authors keep the colours they began with.
    <discord-messages key={String(isDark)} lightTheme={!isDark} noBackground>
      {messages.map((message, index) => (
        <Fragment key={message.id}>
          <DayDivider at={sentAt(message)} before={times[index - 1]} />
          <MessageFrame message={message} below={<DiscordThreadLink message={message} />}>
            <DiscordMessage message={message} isDark={isDark} dismiss={() => dismiss(message.id)} />
          </MessageFrame>
        </Fragment>
      ))}
    </discord-messages>
  )
}

interface MessageProps {
  message: SeenMessage
  isDark: boolean
  dismiss(): void
}

function DiscordMessage({ message, isDark, dismiss }: MessageProps) {
  const { userId } = usePerson()
  const raw = readDiscord(message.raw)
  const isEditedCard = message.edited && raw.content === ''
  return (
    <discord-message
      ref={makeReadable}
      author={message.author}
      avatar={avatarPicture(message.author)}
      bot={message.fromBot}
      edited={message.edited && !isEditedCard}
      className={message.private ? 'private' : undefined}
      highlight={message.pings.some((ping) => [userId, 'everyone', 'here'].includes(ping))}
      lightTheme={!isDark}
      // The name does not follow the theme by itself.
      roleColor="light-dark(#060607, #f2f3f5)"
      timestamp={clock.format(new Date(raw.timestamp))}
    >
      {isLoading(raw) ? <em>Rolecall is thinking …</em> : <DiscordText text={raw.content} />}
      <div slot="components" className="discord-parts">
        {raw.embeds.map((embed) => (
          <DiscordEmbedView key={`${embed.title} ${embed.description}`} embed={embed} />
        ))}
        {raw.components.map((component) => (
          <DiscordComponentView key={component.id} component={component} message={message} />
        ))}
        {/* Beside components, files are shown by components alone. */}
        {!isOfComponents(raw) && <FileList files={message.files ?? []} label="Files" />}
        {isEditedCard && <span className="edited">(edited)</span>}
        {message.private && (
          <p className="only-you">
            Only you can see this ·{' '}
            <button type="button" onClick={dismiss}>
              Dismiss message
            </button>
          </p>
        )}
      </div>
    </discord-message>
  )
}
