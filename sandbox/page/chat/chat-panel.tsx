import { useEffect, useState } from 'react'
import type { PersonView, PlatformInfo } from '../../protocol'
import { countUnread } from '../state/sandbox-state'
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
      <p className="away" role="status">
        {state.bots[platform] === false && 'Rolecall is not connected. It comes back by itself.'}
      </p>
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
  const { state, ask, tell } = useSandbox()
  const { userId, channels, form, home } = view
  const [place, setPlace] = useState<Place>({ channel: channels[0]?.id ?? '' })
  const [sent, setSent] = useState(0)
  const channel =
    place === 'home' ? undefined : (channels.find(({ id }) => id === place.channel) ?? channels[0])
  const [shown, count] = [channel?.id, channel?.messages.length ?? 0]
  useEffect(() => {
    if (shown !== undefined) tell({ kind: 'seen', platform, userId, channel: shown, count })
  }, [tell, platform, userId, shown, count])
  const go = (next: Place) => {
    if (next === 'home') void ask({ do: 'openHome', platform, as: userId })
    setPlace(next)
  }
  return (
    <div className="body">
      <div className="window" inert={form !== undefined}>
        <ChannelList
          place={where}
          channels={channels}
          current={channel ? { channel: channel.id } : place}
          unread={({ id }) => countUnread(state, platform, userId, id)}
          hasHome={platform === 'slack'}
          go={go}
        />
        <div className="conversation">
          {channel ? (
            <>
              <MessageList key={channel.id} channel={channel} sent={sent} />
              <Composer channel={channel} commands={view.commands} onSend={() => setSent(sent + 1)} />
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
