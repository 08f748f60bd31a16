import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { sendAsset, sendText } from './assets'
import { serveConnection } from './live'
import { isFromLoopback } from './loopback'
import type { Stage } from './stage'

/** The page's part of the product's HTTP server. */
export interface SandboxPage {
  /** Answers `/` and `/sandbox/*`; false leaves the request to the product. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Takes websockets at `/sandbox/live`; false leaves the socket to the product. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  close(): void
}

export function createSandboxPage(stage: Stage): SandboxPage {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 })
  return {
    handle(request, response) {
      const path = pathOf(request)
      if (path !== '/' && !path.startsWith('/sandbox/')) return false
      if (!isFromLoopback(request)) sendText(response, 403, 'The sandbox answers only to this machine.')
      else if (request.method !== 'GET' && request.method !== 'HEAD') sendText(response, 405, 'Only GET.')
      else sendAsset(path, response)
      return true
    },
    upgrade(request, socket, head) {
      if (pathOf(request) !== '/sandbox/live') return false
      if (!isFromLoopback(request) || request.headers.origin === undefined) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
        return true
      }
      sockets.handleUpgrade(request, socket, head, (client) => serveConnection(client, stage))
      return true
    },
    close() {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}

const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?', 1)[0] ?? '/'
