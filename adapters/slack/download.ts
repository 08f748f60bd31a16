import { type FileSource, FileUnavailable, TryLater } from '../../src/chat'
import { later, retryMs } from './later'
import { undeliverable } from './undeliverable'
import { errorCode, NotInstalled, type Outlet } from './web'

/** For the largest that a plan allows, over a slow line. */
const timeoutMs = 5 * 60_000
const mostRedirects = 3

/**
 * The bytes of a file, fetched with the bot's token, which is sent to Slack's own hosts and no other.
 * https://docs.slack.dev/reference/objects/file-object#authentication
 * @throws FileUnavailable, TryLater
 */
export async function* download(
  outlet: Outlet,
  apiUrl: string,
  { tenant, address }: FileSource,
  maxBytes: number,
): AsyncIterable<Uint8Array> {
  const file = await findFile(outlet, tenant, address)
  if ((file.size ?? 0) > maxBytes) throw new FileUnavailable('tooLarge')
  const token = await outlet.token(tenant)
  const response = await request(apiUrl, token, file.url_private_download ?? file.url_private ?? '')
  // Who may not see it is led to a page to sign in, with a success.
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  if (isPage && (file.mimetype !== 'text/html' || response.redirected))
    throw new FileUnavailable('disconnected')
  let received = 0
  for await (const chunk of response.body) {
    received += chunk.length
    if (received > maxBytes) throw new FileUnavailable('tooLarge')
    yield chunk
  }
}

async function findFile(outlet: Outlet, tenant: string, id: string) {
  try {
    const { file } = await outlet.web.files.info({ token: await outlet.token(tenant), file: id })
    if (file) return file
  } catch (error) {
    const asked = later(error)
    if (asked) throw asked
    if (error instanceof NotInstalled || undeliverable[errorCode(error) ?? ''] === 'disconnected') {
      throw new FileUnavailable('disconnected')
    }
    if (errorCode(error) === undefined) throw error
  }
  throw new FileUnavailable('gone')
}

interface Download {
  headers: Headers
  redirected: boolean
  body: AsyncIterable<Uint8Array>
}

async function request(apiUrl: string, token: string, address: string): Promise<Download> {
  let url = readAddress(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    if (!url || !isSlacks(url, apiUrl)) throw new FileUnavailable('gone')
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(outOfReach)
    const { status, headers } = response
    if (status >= 300 && status < 400) {
      await response.body?.cancel()
      url = readAddress(headers.get('location') ?? '', url)
      continue
    }
    if (response.ok && response.body) return { headers, redirected: redirects > 0, body: read(response.body) }
    await response.body?.cancel()
    throw unavailable(status, headers)
  }
  throw new FileUnavailable('gone')
}

async function* read(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* body
  } catch {
    outOfReach()
  }
}

function outOfReach(): never {
  throw new TryLater(retryMs, 'Slack’s files are out of reach')
}

function unavailable(status: number, headers: Headers): Error {
  if (status === 401 || status === 403) return new FileUnavailable('disconnected')
  if (status < 500 && status !== 429) return new FileUnavailable('gone')
  const seconds = Number(headers.get('retry-after'))
  return new TryLater(seconds > 0 ? seconds * 1_000 : retryMs, `Slack answers ${status} for a file`)
}

const readAddress = (address: string, base?: URL): URL | undefined =>
  URL.canParse(address, base?.href) ? new URL(address, base) : undefined

/** The server that we call anyway, or one of Slack's. */
function isSlacks(url: URL, apiUrl: string): boolean {
  if (url.username || url.password) return false
  if (url.origin === new URL(apiUrl).origin) return true
  return url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.slack.com')
}
