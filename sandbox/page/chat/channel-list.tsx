import type { SeenChannel } from '../../driver'
import type { Place } from '../state/place'
import { Avatar } from './avatar'

interface Props {
  place: string
  channels: SeenChannel[]
  /** Undefined at the Home tab. */
  current: SeenChannel | undefined
  unread(channel: SeenChannel): number
  hasHome: boolean
  go(place: Place): void
}

export function ChannelList({ place, channels, current, unread, hasHome, go }: Props) {
  const entry = (channel: SeenChannel) => {
    const isHere = current?.id === channel.id
    const count = isHere ? 0 : unread(channel)
    return (
      <li key={channel.id} className={channel.parent ? 'inside' : undefined}>
        <button
          type="button"
          className={count > 0 ? 'unread' : undefined}
          aria-current={isHere || undefined}
          onClick={() => go({ channel: channel.id })}
        >
          {channel.direct && <Avatar name={channel.name} />}
          <span className="name">{channel.parent ? channel.name.replace(/^#/, '') : channel.name}</span>
          {count > 0 && (
            <span className="badge">
              {count} <span className="visually-hidden">unread</span>
            </span>
          )}
        </button>
      </li>
    )
  }
  const shared = channels.filter(({ direct, parent }) => !direct && parent === undefined)
  const threadsOf = ({ id }: SeenChannel) => channels.filter(({ parent }) => parent === id)
  return (
    <nav className="channels" aria-label={`Channels of ${place}`}>
      <p className="place">{place}</p>
      <p className="group">Channels</p>
      <ul>{shared.flatMap((channel) => [channel, ...threadsOf(channel)]).map(entry)}</ul>
      <p className="group">Direct messages</p>
      <ul>{channels.filter(({ direct }) => direct).map(entry)}</ul>
      {hasHome && (
        <>
          <p className="group">Apps</p>
          <ul>
            <li>
              <button
                type="button"
                aria-current={current === undefined || undefined}
                onClick={() => go('home')}
              >
                <span className="name">Rolecall Home</span>
              </button>
            </li>
          </ul>
        </>
      )}
    </nav>
  )
}
