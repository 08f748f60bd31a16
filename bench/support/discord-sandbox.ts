import { createSandboxClock } from '../../sandbox/clock'
import { startDiscordSandbox } from '../../sandbox/discord'
import { world } from '../../sandbox/world'
import { runPeer } from './peer'
import { quantile } from './rows'

export interface DiscordReady {
  apiUrl: string
  botToken: string
}

export interface DiscordLoad {
  perSecond: number
  interactions: number
  p50Ms: number
  p99Ms: number
  /** Body of the last response that the bot gave. */
  lastReply: string
}

const CALLBACK = 'POST /interactions/:interaction/:token/callback'

/** Discord without limits: `typists` people at once type the line again as soon as it has been answered. */
runPeer<object, { line: string; typists: number; seconds: number }>(async () => {
  const sandbox = await startDiscordSandbox({ clock: createSandboxClock(), limits: false })
  const { apiUrl, botToken } = sandbox
  const people = world.people.flatMap((person) => ('discord' in person ? [sandbox.as(person.discord)] : []))
  return {
    ready: { apiUrl, botToken },
    async answer({ line, typists, seconds }): Promise<DiscordLoad> {
      const tookMs: number[] = []
      const startedAt = performance.now()
      const keepTyping = async (number: number) => {
        const person = people[number % people.length]
        while (performance.now() - startedAt < seconds * 1_000) {
          const typedAt = performance.now()
          await person?.type(line)
          tookMs.push(performance.now() - typedAt)
        }
      }
      await Promise.all(Array.from({ length: typists }, (_, number) => keepTyping(number)))
      const perSecond = (tookMs.length * 1_000) / (performance.now() - startedAt)
      const last = sandbox.calls.findLast((call) => call.route === CALLBACK)
      return {
        perSecond,
        interactions: tookMs.length,
        p50Ms: quantile(tookMs, 0.5),
        p99Ms: quantile(tookMs, 0.99),
        lastReply: JSON.stringify(last?.body ?? null),
      }
    },
  }
})
