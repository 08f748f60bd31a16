import { useState } from 'react'
import type { SeenChannel } from '../../driver'
import type { PersonView, PlatformInfo } from '../../protocol'
import { useSandbox } from '../state/use-sandbox'
import { ChannelList, type Place } from './channel-list'
import { Composer } from './composer'
import { FormDialog } from './form-dialog'
import { HomeTab } from './home-tab'
import { MessageList } from './message-list'
import { PersonContext } from './person-context'
import { PersonaSwitch } from './persona-switch'

const titles = { slack: 'Slack', discord: 'Discord' }

/** One platform as one person sees it. */
export function ChatPanel({ info }: { info: PlatformInfo }) {
  const { state } = useSandbox()
  const { platform } = info
  const view = state.views[platform]
  const isCurrent = view !== undefined && view.userId === state.personas[platform]
  return (
    <section className={`panel chat ${platform}`} aria-labelledby={`${platform}-title`}>
      <header>
        <h2 id={`${platform}-title`}>{titles[platform]}</h2>
        <PersonaSwitch info={info} />
      </header>
      {isCurrent && (
        <PersonContext
          value={{ platform, userId: view.userId, people: info.people, channels: view.channels }}
        >
          <Conversation key={view.userId} info={info} view={view} />
        </PersonContext>
      )}
    </section>
  )
}

function Conversation({ info: { platform, place: where }, view }: { info: PlatformInfo; view: PersonView }) {
  const { ask } = useSandbox()
  const { userId, channels, form, home } = view
  const [place, setPlace] = useState<Place>({ channel: channels[0]?.id ?? '' })
  const [shown, setShown] = useState<Record<string, number>>({})
  const channel =
    place === 'home' ? undefined : (channels.find(({ id }) => id === place.channel) ?? channels[0])
  const go = (next: Place) => {
    if (channel) setShown({ ...shown, [channel.id]: channel.messages.length })
    if (next === 'home') void ask({ do: 'openHome', platform, as: userId })
    setPlace(next)
  }
  const unread = ({ id, messages }: SeenChannel) => messages.length - (shown[id] ?? 0)
  return (
    <div className="body">
      <div className="window" inert={form !== undefined}>
        <ChannelList
          place={where}
          channels={channels}
          current={channel ? { channel: channel.id } : place}
          unread={unread}
          hasHome={platform === 'slack'}
          go={go}
        />
        <div className="conversation">
          {channel ? (
            <>
              <MessageList key={channel.id} channel={channel} />
              <Composer channel={channel} commands={view.commands} />
            </>
          ) : (
            <HomeTab home={home} />
          )}
        </div>
      </div>
      {form && <FormDialog key={form.id} form={form} />}
    </div>
  )
}
