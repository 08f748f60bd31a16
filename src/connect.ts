import type { ChatAdapter, Receive } from './chat'
import type { Log } from './log'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

/**
 * Connects each platform; one that is away is tried again and does not keep the others from serving.
 * Resolves when each has been tried once, to a function that stops them all.
 */
export async function connect(
  adapters: readonly ChatAdapter[],
  receive: Receive,
  log: Log,
): Promise<() => Promise<void>> {
  const retries = new Map<ChatAdapter, NodeJS.Timeout>()
  let stopping = false

  async function attempt(adapter: ChatAdapter, pauseMs: number): Promise<void> {
    try {
      await adapter.start(receive)
    } catch (error) {
      const { platform } = adapter
      log.error(
        { platform, err: error, againInMs: pauseMs },
        `Cannot connect to ${platform}; is its token right?`,
      )
      if (stopping) return
      const again = () => void attempt(adapter, Math.min(pauseMs * 2, LONGEST_PAUSE_MS))
      retries.set(adapter, setTimeout(again, pauseMs))
    }
  }

  await Promise.all(adapters.map((adapter) => attempt(adapter, FIRST_PAUSE_MS)))
  return async () => {
    stopping = true
    for (const timer of retries.values()) clearTimeout(timer)
    await Promise.all(adapters.map((adapter) => adapter.stop()))
  }
}
