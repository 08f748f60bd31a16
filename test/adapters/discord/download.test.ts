import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDownload } from '../../../adapters/discord/download'
import { FileUnavailable, TryLater } from '../../../src/chat'

describe('a download', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  async function serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  const start = (origin: string, maxBytes = 1_000) =>
    createDownload({ apiUrl: `${origin}/api` })(
      { platform: 'discord', tenant: '1', address: `${origin}/attachments/1/2/a.txt` },
      maxBytes,
    )[Symbol.asyncIterator]()

  it('follows no redirect to another place (SSRF)', async () => {
    let reached = 0
    const inside = await serve((_, response) => {
      reached += 1
      response.end('secret')
    })
    const origin = await serve((_, response) => response.writeHead(302, { location: inside }).end())
    await expect(start(origin).next()).rejects.toEqual(new FileUnavailable('gone'))
    expect(reached).toBe(0)
  })

  it('ends the connection when more comes than was wanted, though no length was told', async () => {
    let closed: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      closed = resolve
    })
    const origin = await serve((_, response) => {
      response.once('close', closed)
      response.write(Buffer.alloc(1_001))
    })
    await expect(start(origin).next()).rejects.toEqual(new FileUnavailable('tooLarge'))
    await ended
  })

  it('ends the connection when nobody wants the rest', async () => {
    let closed: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      closed = resolve
    })
    const origin = await serve((_, response) => {
      response.once('close', closed)
      response.write('beginning')
    })
    const bytes = start(origin)
    expect(Buffer.from((await bytes.next()).value ?? []).toString()).toBe('beginning')
    await bytes.return?.()
    await ended
  })

  it('is to be tried again when the connection breaks in the middle', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '500' })
      response.write('beginning', () => response.destroy())
    })
    const bytes = start(origin)
    const whole = async () => {
      while (!(await bytes.next()).done);
    }
    await expect(whole()).rejects.toBeInstanceOf(TryLater)
  })

  it('waits as long as it is told to', async () => {
    const origin = await serve((_, response) => response.writeHead(429, { 'retry-after': '7' }).end())
    await expect(start(origin).next()).rejects.toMatchObject({ afterMs: 7_000 })
  })
})
