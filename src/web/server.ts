import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type AppOptions, buildApp } from './app'
import { drained } from './drained'
import { listenOn, type Place } from './listen'

/** A platform that sends requests; as in `ChatAdapter`. */
interface Receiver {
  readonly http?: { path: string; handle(request: IncomingMessage, response: ServerResponse): void }
}

/** Answers what is its own and returns true; false leaves it to the pages. */
export interface SandboxPage {
  handle(request: IncomingMessage, response: ServerResponse): boolean
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Hangs up on every open page. */
  close(): void
}

export interface WebOptions extends AppOptions {
  adapters: readonly Receiver[]
  sandboxPage?: SandboxPage
}

export interface Web {
  /** Resolves to where it listens, e.g. `http://127.0.0.1:3000`. */
  listen(place: Place): Promise<string>
  /** Takes nothing new, waits for answers under way. */
  close(): Promise<void>
}

/**
 * Longer than proxies keep a connection that is not used, most of them a minute: whoever closes first may lose what the other
 * one is sending at that moment. https://nodejs.org/api/http.html#serverkeepalivetimeout
 */
const KEPT_MS = 75_000

/** The one HTTP server: platforms' requests go straight to their adapter, everything else to the pages. */
export async function createWeb(options: WebOptions): Promise<Web> {
  const { adapters, sandboxPage } = options
  const receivers = adapters.flatMap((adapter) => adapter.http ?? [])
  let server: Server | undefined
  const app = await buildApp((answerPage) => {
    server = createServer({ keepAliveTimeout: KEPT_MS }, (request, response) => {
      const receiver = receivers.find(({ path }) => isBelow(request.url ?? '/', path))
      if (receiver) return receiver.handle(request, response)
      if (!sandboxPage?.handle(request, response)) answerPage(request, response)
    })
    return server
  }, options)
  const listening = server ?? app.server
  const drain = drained(listening)
  if (sandboxPage) {
    listening.on('upgrade', (request, socket, head) => {
      if (!sandboxPage.upgrade(request, socket, head)) socket.destroy()
    })
  }
  return {
    listen: async (place) => {
      await listenOn(listening, place)
      const { address, port } = listening.address() as AddressInfo
      return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
    },
    close: async () => {
      // A socket that was upgraded counts as a connection of the server, and lasts as long as its tab.
      sandboxPage?.close()
      if (listening.listening) await drain()
      await app.close()
    },
  }
}

function isBelow(url: string, path: string): boolean {
  if (!url.startsWith(path)) return false
  const next = url[path.length]
  return next === undefined || next === '/' || next === '?'
}
