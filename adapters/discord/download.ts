import { type ContentReader, FileUnavailable, TryLater } from '../../src/chat'
import { pauseMs } from './attempt'

/** Attachments stand nowhere else. https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
const hosts = ['https://cdn.discordapp.com', 'https://media.discordapp.net']

/** How long Discord may stay silent. */
const silenceMs = 30_000

/** Fetches attachments from Discord's own hosts only, never from where an answer points to. */
export function createDownload({ apiUrl }: { apiUrl?: string | undefined }): ContentReader['file'] {
  const allowed = apiUrl ? [...hosts, new URL(apiUrl).origin] : hosts

  return async function* download(source, maxBytes) {
    const address = URL.canParse(source.address) ? new URL(source.address) : undefined
    if (!address || address.username || address.password || !allowed.includes(address.origin))
      throw new FileUnavailable('gone')
    const fetching = new AbortController()
    const wait = waiter(fetching)
    try {
      const response = await wait(fetch(address, { redirect: 'manual', signal: fetching.signal }))
      checkStatus(response)
      if (Number(response.headers.get('content-length')) > maxBytes) throw new FileUnavailable('tooLarge')
      const reader = response.body?.getReader()
      let left = maxBytes
      while (reader) {
        const { done, value } = await wait(reader.read())
        if (done) return
        left -= value.byteLength
        if (left < 0) throw new FileUnavailable('tooLarge')
        yield value
      }
    } finally {
      fetching.abort()
    }
  }
}

/** @throws FileUnavailable, TryLater */
function checkStatus({ ok, status, headers }: Response): void {
  if (ok) return
  if (status !== 429 && status < 500) throw new FileUnavailable('gone')
  const waitSeconds = Number(headers.get('retry-after'))
  throw new TryLater(waitSeconds > 0 ? waitSeconds * 1_000 : pauseMs, `Discord answered ${status}`)
}

/** Waits for the network, not for whoever takes the bytes. @throws TryLater */
function waiter(fetching: AbortController): <T>(answer: Promise<T>) => Promise<T> {
  return async (answer) => {
    const silence = setTimeout(() => fetching.abort(), silenceMs)
    try {
      return await answer
    } catch {
      throw new TryLater(pauseMs, 'Discord cannot be reached')
    } finally {
      clearTimeout(silence)
    }
  }
}
