import type { SeenChannel } from '../../driver'
import { Avatar } from './avatar'

/** `home`: Slack's Home tab of the app. */
export type Place = { channel: string } | 'home'

interface Props {
  place: string
  channels: SeenChannel[]
  current: Place
  unread(channel: SeenChannel): number
  hasHome: boolean
  go(place: Place): void
}

export function ChannelList({ place, channels, current, unread, hasHome, go }: Props) {
  const entry = (channel: SeenChannel) => {
    const isHere = current !== 'home' && current.channel === channel.id
    const count = isHere ? 0 : unread(channel)
    return (
      <li key={channel.id}>
        <button
          type="button"
          className={count > 0 ? 'unread' : undefined}
          aria-current={isHere || undefined}
          onClick={() => go({ channel: channel.id })}
        >
          {channel.direct && <Avatar name={channel.name} />}
          <span className="name">{channel.name}</span>
          {count > 0 && (
            <span className="badge">
              {count} <span className="visually-hidden">unread</span>
            </span>
          )}
        </button>
      </li>
    )
  }
  return (
    <nav className="channels" aria-label={`Channels of ${place}`}>
      <p className="place">{place}</p>
      <p className="group">Channels</p>
      <ul>{channels.filter(({ direct }) => !direct).map(entry)}</ul>
      <p className="group">Direct messages</p>
      <ul>{channels.filter(({ direct }) => direct).map(entry)}</ul>
      {hasHome && (
        <>
          <p className="group">Apps</p>
          <ul>
            <li>
              <button type="button" aria-current={current === 'home' || undefined} onClick={() => go('home')}>
                <span className="name">Rolecall Home</span>
              </button>
            </li>
          </ul>
        </>
      )}
    </nav>
  )
}
