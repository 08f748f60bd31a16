import { useEffect } from 'react'
import type { PersonView, PlatformInfo } from '../../protocol'
import { channelAt, type Place, placeOf } from '../state/place'
import { countUnread } from '../state/sandbox-state'
import { useSandbox } from '../state/use-sandbox'
import { ChannelList } from './channel-list'
import { Conversation } from './conversation'
import { FormDialog } from './form-dialog'
import { HomeTab } from './home-tab'
import { ThreadPane } from './thread-pane'
import { useGo } from './use-go'

interface Props {
  info: PlatformInfo
  view: PersonView
}

/** The channels, what is said in one of them, and the form in front. */
export function ChatWindow({ info: { platform, place: where }, view }: Props) {
  const { state, ask, tell } = useSandbox()
  const { userId, channels, form, home, commands } = view
  const place = placeOf(state, userId)
  const channel = channelAt(place, channels)
  const threadId = typeof place === 'object' ? place.thread : undefined
  const root = channel?.messages.find(({ id }) => id === threadId)
  const [shown, count] = [channel?.id, channel?.messages.length ?? 0]
  useEffect(() => {
    if (shown !== undefined) tell({ kind: 'seen', platform, userId, channel: shown, count })
  }, [tell, platform, userId, shown, count])
  const goTo = useGo()
  const go = (next: Place) => {
    if (next === 'home') void ask({ do: 'openHome', platform, as: userId })
    goTo(next)
  }
  return (
    <div className="body">
      <div className="window" inert={form !== undefined}>
        <ChannelList
          place={where}
          channels={channels}
          current={channel}
          unread={({ id }) => countUnread(state, platform, userId, id)}
          hasHome={platform === 'slack'}
          go={go}
        />
        {channel ? <Conversation channel={channel} commands={commands} /> : <HomeTab home={home} />}
        {channel && root && <ThreadPane key={root.id} channel={channel} root={root} />}
      </div>
      {form && <FormDialog key={form.id} form={form} />}
    </div>
  )
}
