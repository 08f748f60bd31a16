import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { sendAsset, sendText } from './assets'
import { sendFile } from './downloads'
import { serveConnection } from './live'
import { isFromLoopback } from './loopback'
import type { Stage } from './stage'
import { createUploads } from './uploads'

/** The page's part of the product's HTTP server. */
export interface SandboxPage {
  /** Answers `/` and `/sandbox/*`, and takes files; false leaves the request to the product. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Takes websockets at `/sandbox/live`; false leaves the socket to the product. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Hangs up on every open page, and takes no further one. */
  close(): void
}

export function createSandboxPage(stage: Stage): SandboxPage {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 })
  const uploads = createUploads()
  function receiveFile(request: IncomingMessage, response: ServerResponse) {
    if (!isFromPage(request)) return sendText(response, 403, 'Files come from the page of the sandbox only.')
    // A page that goes away in the middle of a file waits for no answer.
    uploads.receive(request, response).catch(() => response.destroy())
  }
  return {
    handle(request, response) {
      const path = pathOf(request)
      if (path !== '/' && !path.startsWith('/sandbox/')) return false
      if (!isFromLoopback(request)) sendText(response, 403, 'The sandbox answers only to this machine.')
      else if (request.method === 'POST' && path === '/sandbox/upload') receiveFile(request, response)
      else if (request.method !== 'GET' && request.method !== 'HEAD') sendText(response, 405, 'Only GET.')
      else if (path === '/sandbox/file') sendFile(stage, request, response)
      else sendAsset(path, response)
      return true
    },
    upgrade(request, socket, head) {
      if (pathOf(request) !== '/sandbox/live') return false
      if (!isFromPage(request)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
        return true
      }
      sockets.handleUpgrade(request, socket, head, (client) =>
        serveConnection(client, { ...stage, takeFile: uploads.take }),
      )
      return true
    },
    close() {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}

/** Browsers name the page that asks wherever something may change. */
const isFromPage = (request: IncomingMessage) =>
  isFromLoopback(request) && request.headers.origin !== undefined

const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?', 1)[0] ?? '/'
