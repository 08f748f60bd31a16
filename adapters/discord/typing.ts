import { setTimeout as pause } from 'node:timers/promises'
import { type REST, Routes } from 'discord.js'
import type { Log } from './log'

/** Discord shows it for ten seconds. https://docs.discord.com/developers/resources/channel#trigger-typing-indicator */
const againMs = 8_000

/** Shows once that an answer is being written. Never rejects. */
export async function showTyping(rest: REST, channelId: string, log: Log): Promise<void> {
  await rest.post(Routes.channelTyping(channelId)).catch((error: unknown) => {
    log.info({ error, channelId }, 'the typing notice was not shown')
  })
}

/** Shows it until the returned function is called. */
export function keepTyping(rest: REST, channelId: string, log: Log): () => void {
  const ended = new AbortController()
  const { signal } = ended
  void (async () => {
    while (!signal.aborted) {
      await showTyping(rest, channelId, log)
      await pause(againMs, undefined, { signal }).catch(() => undefined)
    }
  })()
  return () => ended.abort()
}
