import type { PlatformInfo } from '../../protocol'
import { useSandbox } from '../state/use-sandbox'
import { ChatWindow } from './chat-window'
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
          value={{
            platform,
            userId: view.userId,
            people: info.people,
            channels: view.channels,
            menu: view.menu,
          }}
        >
          <ChatWindow key={view.userId} info={info} view={view} />
        </PersonContext>
      )}
    </section>
  )
}
