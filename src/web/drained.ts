import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'

/** Whoever is not answered by then has given up (Slack after three seconds), or has asked nothing. */
const HANG_UP_MS = 3_000
/** What is being sent on a connection that looks idle arrives within this time. */
const LOOK_EVERY_MS = 200

/**
 * Makes the end of a server: it takes no new connection, and each that there is ends with its next answer, so that who asks
 * without a pause goes to another process. Resolves when all are gone, after three seconds at most (Q6).
 */
export function drained(server: Server): () => Promise<void> {
  const underWay = new Set<ServerResponse>()
  let closing = false
  const endAfter = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('connection', 'close')
  }
  server.prependListener('request', (_request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    if (closing) endAfter(response)
  })
  return async () => {
    closing = true
    for (const response of underWay) endAfter(response)
    // As it is without HTTP: with it, whoever is between two requests is cut off at once, amid the second.
    const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve))
    // Those that are kept alive would hold it open. What has arrived is read first, however late this process comes to it.
    const closeIdle = () => setImmediate(() => server.closeIdleConnections())
    const idle = setInterval(closeIdle, LOOK_EVERY_MS)
    // One that has never asked anything counts as busy.
    const late = setTimeout(() => server.closeAllConnections(), HANG_UP_MS)
    await closed
    clearInterval(idle)
    clearTimeout(late)
  }
}
