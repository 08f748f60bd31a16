import { ChatPanel } from './chat/chat-panel'
import { ClockPanel } from './clock/clock-panel'
import { FaultPanel } from './clock/fault-panel'
import { Journey } from './journey'
import { MailPanel } from './mail/mail-panel'
import { useSandbox } from './state/use-sandbox'

export function App() {
  const { state } = useSandbox()
  return (
    <>
      <header className="top">
        <h1>
          Rolecall <span>sandbox</span>
        </h1>
        <Journey />
      </header>
      <p className="offline" role="status" hidden={state.online}>
        The sandbox is not running, or is starting. This page comes back by itself.
      </p>
      <main className="stage">
        {state.platforms.map((info) => (
          <ChatPanel key={info.platform} info={info} />
        ))}
        {state.mails && <MailPanel mails={state.mails} />}
        <section className="side" aria-label="Clock and faults">
          <ClockPanel />
          <FaultPanel />
        </section>
      </main>
    </>
  )
}
