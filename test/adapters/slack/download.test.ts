import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { download } from '../../../adapters/slack/download'
import { createSdkLogger } from '../../../adapters/slack/logger'
import { createOutlet } from '../../../adapters/slack/web'

const closing: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

/** A server on loopback; gives its origin. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Slack with one file, at `address` and described by `more`; its own path `/file` is answered by `give`. */
async function fetchFile(address: (origin: string) => string, give: RequestListener, more: object = {}) {
  let origin = ''
  origin = await serve((request, response) => {
    if (request.url !== '/api/files.info') return give(request, response)
    const file = { id: 'F1', mimetype: 'text/plain', url_private_download: address(origin), ...more }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, file }))
  })
  const apiUrl = `${origin}/api/`
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const outlet = createOutlet({
    apiUrl,
    tokenFor: async () => 'xoxb-secret',
    now: () => 0,
    logger: createSdkLogger(log),
  })
  const chunks: Uint8Array[] = []
  const source = { platform: 'slack', tenant: 'T1', address: 'F1' } as const
  for await (const chunk of download(outlet, apiUrl, source, 10)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const here = (origin: string) => `${origin}/file`

describe('fetching a file from Slack', () => {
  it('shows the token and gives the bytes', async () => {
    const bytes = await fetchFile(here, ({ headers }, response) => {
      response.end(headers.authorization === 'Bearer xoxb-secret' ? 'contents' : 'refused')
    })
    expect(bytes).toBe('contents')
  })

  it('asks no other host, neither at once nor where it is led', async () => {
    const asked: (string | undefined)[] = []
    const elsewhere = await serve(({ url }, response) => {
      asked.push(url)
      response.end('stolen')
    })
    const redirect: RequestListener = (_, response) => response.writeHead(302, { location: elsewhere }).end()
    await expect(fetchFile(() => elsewhere, redirect)).rejects.toMatchObject({ why: 'gone' })
    await expect(fetchFile(here, redirect)).rejects.toMatchObject({ why: 'gone' })
    await expect(fetchFile(() => 'https://files.slack.com.evil.test/', redirect)).rejects.toMatchObject({
      why: 'gone',
    })
    const signedIn = (origin: string) => here(origin).replace('//', '//ann:pass@')
    await expect(fetchFile(signedIn, redirect)).rejects.toMatchObject({ why: 'gone' })
    expect(asked).toEqual([])
  })

  it('does not take the page to sign in for the file', async () => {
    const page: RequestListener = ({ url }, response) => {
      if (url === '/file') response.writeHead(302, { location: '/sign-in' }).end()
      else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>')
    }
    await expect(fetchFile(here, page)).rejects.toMatchObject({ why: 'disconnected' })
    const ofPage = fetchFile(here, page, { mimetype: 'text/html' })
    await expect(ofPage).rejects.toMatchObject({ why: 'disconnected' })
  })

  it('breaks off beyond the size that is wanted, whatever Slack says it is', async () => {
    const large: RequestListener = (_, response) => response.end('x'.repeat(11))
    await expect(fetchFile(here, large)).rejects.toMatchObject({ why: 'tooLarge' })
    await expect(fetchFile(here, large, { size: 11 })).rejects.toMatchObject({ why: 'tooLarge' })
  })

  it.each([
    [404, { why: 'gone' }],
    [403, { why: 'disconnected' }],
    [429, { afterMs: 7_000 }],
    [503, { afterMs: 7_000 }],
  ])('tells what a status of %d means', async (status, thrown) => {
    const fail: RequestListener = (_, response) => response.writeHead(status, { 'retry-after': '7' }).end()
    await expect(fetchFile(here, fail)).rejects.toMatchObject(thrown)
  })
})
