import { App, type Logger, LogLevel } from '@slack/bolt'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import { type SlackSandbox, type SlackSandboxOptions, startSlackSandbox } from '../../../sandbox/slack'

export interface TinyApp {
  sandbox: SlackSandbox
  clock: SandboxClock
  app: App
  stop(): Promise<void>
}

const commands = [
  { name: 'team', description: 'Teams', options: [] },
  { name: 'invitation', description: 'Answer an invitation' },
]

/** A real Bolt app on Socket Mode, connected to a sandbox of its own; `register` adds its listeners. */
export async function startTinyApp(
  register: (app: App, sandbox: SlackSandbox) => void,
  options: Partial<SlackSandboxOptions> = {},
): Promise<TinyApp> {
  const clock = createSandboxClock()
  const sandbox = await startSlackSandbox({ clock, commands, ...options })
  const app = connectApp(sandbox)
  register(app, sandbox)
  await app.start()
  return {
    sandbox,
    clock,
    app,
    async stop() {
      await app.stop()
      await sandbox.close()
    },
  }
}

/** Tests cut sockets on purpose; Bolt's complaints about it would only hide real ones. */
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/** One more Socket Mode connection of the same app. */
export function connectApp(sandbox: SlackSandbox): App {
  return new App({
    token: sandbox.botToken,
    appToken: sandbox.appToken,
    socketMode: true,
    logger: silent,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
  })
}
